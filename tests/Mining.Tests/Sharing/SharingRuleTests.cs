using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>Parameters have their ranges, and each is part of the rule's name.</summary>
public sealed class SharingRuleTests
{
    private static readonly SharingRule Rule = new();

    private static readonly TreePlan Tree =
        new(TemplateForm.Bare, TreeWeights.Equal, Radix: 4, new FeePolicy.FixedPerNode(new(100)));

    [Fact]
    public void The_rule_unless_told_otherwise_is_possible_and_has_its_name()
    {
        Assert.Null(Rule.Check());
        Assert.Equal(Rule.Identify(), new SharingRule().Identify());
        Assert.Equal("a34a67e5c42b49aa", Rule.Identify().ToString());
    }

    [Fact]
    public void Each_parameter_changes_the_name()
    {
        SharingRule[] others =
        [
            Rule,
            Rule with { Start = new(1) },
            Rule with { Window = SharingWindow.Last(144) },
            Rule with { Window = Rule.Window with { Measure = WindowMeasure.Seconds } },
            Rule with { Window = Rule.Window with { From = 1, Full = 2015 } },
            Rule with { Window = new(WindowMeasure.Seconds, 0, 2016, 9) },
            Rule with { Share = new(1, 2017) },
            Rule with { Share = new(2016, 2018) },
            Rule with { Basis = WeightBasis.Equal },
            Rule with { HalfLife = 1000 },
            Rule with { Bootstrap = Bootstrap.ToLaterMiners },
            Rule with { DustRate = 1 },
            Rule with { WeakShares = 2 },
            Rule with { Form = Tree },
            Rule with { Form = Tree with { Form = TemplateForm.WitnessScriptHash } },
            Rule with { Form = Tree with { Weights = TreeWeights.Amounts } },
            Rule with { Form = Tree with { Radix = 5 } },
            Rule with { Form = Tree with { Fees = new FeePolicy.FixedPerNode(new(101)) } },
            Rule with { Form = Tree with { Fees = new FeePolicy.ChildPays(default) } },
            Rule with { Form = Tree with { Fees = new FeePolicy.ChildPays(new(240)) } },
        ];
        Assert.All(others, static r => Assert.Null(r.Check()));
        Assert.Equal(others.Length, others.Select(static r => r.Identify()).Distinct().Count());
    }

    [Fact]
    public void What_is_out_of_range_is_named()
    {
        AssertRange("Window.To", Rule with { Window = SharingWindow.Last(0) });
        AssertRange("Window.To", Rule with { Window = SharingWindow.Last(SharingWindow.BlocksMax + 1) });
        AssertRange("Window.To", OfTime(0, SharingWindow.SecondsMax + 1, 1));
        AssertRange("Window.From", OfTime(10, 10, 1));
        AssertRange("Window.Full", Rule with { Window = Rule.Window with { Full = 2015 } });
        AssertRange("Window.Full", OfTime(0, 10, 0));
        AssertRange("Window.Full", OfTime(0, 10, SharingWindow.BlocksMax + 1));
        AssertRange("Share.Denominator", Rule with { Share = default });
        AssertRange("Share.Numerator", Rule with { Share = new(0, 1) });
        AssertRange("Share.Numerator", Rule with { Share = new(2, 1) });
        AssertRange("HalfLife", Rule with { HalfLife = 62 });
        AssertRange("DustRate", Rule with { DustRate = SharingRule.DustRateMax + 1 });
        AssertRange("WeakShares", Rule with { WeakShares = 0 });
        AssertRange("WeakShares", Rule with { WeakShares = SharingRule.WeakSharesMax + 1 });
        Assert.Null((Rule with { HalfLife = 63 }).Check());
        Assert.Null((Rule with { Window = SharingWindow.Last(SharingWindow.BlocksMax) }).Check());
        Assert.Null((Rule with { WeakShares = SharingRule.WeakSharesMax }).Check());
    }

    private static SharingRule OfTime(uint from, uint to, uint full) =>
        Rule with { Window = SharingWindow.Between(from, to, full) };

    private static void AssertRange(string parameter, SharingRule rule)
    {
        var refusal = rule.Check();
        Assert.Equal("RuleOutOfRange", refusal?.Reason);
        Assert.StartsWith(parameter + " ", refusal!.Supplied, StringComparison.Ordinal);
    }
}

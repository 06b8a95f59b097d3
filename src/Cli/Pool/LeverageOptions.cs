using System.CommandLine;
using System.Globalization;
using TrustlessPools.Cli.Committee;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>The options of <c>tpool pool leverage</c>, and what they come to.</summary>
internal sealed class LeverageOptions
{
    private const uint SeatsMax = 2048;

    /// <summary>More than all ether that there is, in ETH.</summary>
    private const ulong EtherMax = 200_000_000;

    private readonly Option<string> _network = Text(
        "--network-stake", "ETH", "Stake of the whole network, 32 to 200000000; 34000000 unless given.");

    private readonly Option<string> _validators = Text(
        "--validators", "n", "Validators that the operator controls; 1000 unless given.");

    private readonly Option<string> _slashed = Text(
        "--slashed", "n", "How many of them are slashed together; all unless given.");

    private readonly Option<string> _ratio = Text(
        "--ratio", "share", "Collateral for each unit of stake, such as 1/100, 0.02 or 2%; 1% unless given.");

    private readonly Option<string> _own = Text(
        "--own", "ETH", "The operator's own stake in a delegated pool; 32 unless given.");

    private readonly Option<string> _delegated = Text(
        "--delegated", "ETH", "What others delegate to it; 288 unless given.");

    private readonly Option<string> _seats = Text(
        "--seats", "n", "Operators that share a key, 1 to 2048; 25 unless given.");

    private readonly Option<string> _threshold = Text(
        "--threshold", "t", "Those of them that sign together; the quorum ceil(2n/3) unless given.");

    private readonly Option<string> _curve = Text(
        "--curve", "what", "The curve: realised, griefing or coverage; realised unless given.");

    private readonly Option<bool> _json = Operator.OperatorOptions.Json();

    internal IEnumerable<Option> All =>
        [_network, _validators, _slashed, _ratio, _own, _delegated, _seats, _threshold, _curve, _json];

    internal bool IsJson(ParseResult result) => result.GetValue(_json);

    /// <summary>What is asked.</summary>
    /// <exception cref="UsageException">Some option cannot be used.</exception>
    internal LeverageRequest Read(ParseResult result)
    {
        var network = new StakedNetwork
        {
            ActiveStake = Amount(result, _network, new(34_000_000_000_000_000), Gwei.ValidatorStake),
        };
        ulong validators = Count(
            result, _validators, Math.Min(1000, network.ValidatorsMax), network.ValidatorsMax);
        return new(
            network,
            validators,
            Count(result, _slashed, validators, validators),
            Designs(result),
            Curve(result.GetValue(_curve) ?? "realised"),
            result.GetValue(_json));
    }

    private ComparedDesigns Designs(ParseResult result)
    {
        uint seats = (uint)Count(result, _seats, 25, SeatsMax);
        var designs = new ComparedDesigns
        {
            Seats = seats,
            Threshold = (uint)Count(result, _threshold, ((2 * seats) + 2) / 3, seats),
            Ratio = Ratio(result.GetValue(_ratio) ?? "1%"),
            Own = Amount(result, _own, Gwei.ValidatorStake, default),
            Delegated = Amount(result, _delegated, Gwei.ValidatorStake * 9, default),
        };
        return designs.Own.Value > 0 || designs.Delegated.Value > 0
            ? designs
            : throw new UsageException(
                new("NoStake", "--own 0 and --delegated 0", "one of the two above 0"));
    }

    private static LeverageMeasure Curve(string text) => text switch
    {
        "realised" => LeverageMeasure.Realised,
        "griefing" => LeverageMeasure.Griefing,
        "coverage" => LeverageMeasure.Coverage,
        _ => throw new UsageException(
            new("BadCurve", $"--curve '{text}'", "realised, griefing or coverage")),
    };

    private static Ratio Ratio(string text)
    {
        Ratio ratio = SizeArguments.Share("--ratio", text);
        return ratio.IsZero
            ? throw new UsageException(new("BadRatio", $"--ratio '{text}'", "above 0, such as 1%"))
            : ratio;
    }

    private static ulong Count(ParseResult result, Option<string> option, ulong unlessGiven, ulong most)
    {
        if (result.GetValue(option) is not { } text)
        {
            return unlessGiven;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong count)
            && count >= 1 && count <= most
            ? count
            : throw new UsageException(
                new("BadNumber", $"{option.Name} '{text}'", $"a whole number, 1 to {most}"));
    }

    private static Gwei Amount(ParseResult result, Option<string> option, Gwei unlessGiven, Gwei least)
    {
        if (result.GetValue(option) is not { } text)
        {
            return unlessGiven;
        }

        Ratio gwei = Primitives.Ratio.TryParse(text, out Ratio ether)
            ? ether * Primitives.Ratio.FromInteger(1_000_000_000)
            : new(-1, 1);
        return gwei.IsInteger
            && gwei >= Primitives.Ratio.FromInteger(least.Value)
            && ether <= Primitives.Ratio.FromInteger(EtherMax)
            ? new((ulong)gwei.Numerator)
            : throw new UsageException(new(
                "BadAmount",
                $"{option.Name} '{text}'",
                $"{least.Value / 1_000_000_000} to {EtherMax} ETH, with 9 decimals at most"));
    }

    private static Option<string> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}

/// <summary>What <c>tpool pool leverage</c> is asked.</summary>
/// <param name="Network">Where validators are slashed.</param>
/// <param name="Validators">How many the operator controls.</param>
/// <param name="Slashed">How many of them are slashed together.</param>
/// <param name="Designs">What is free in the designs.</param>
/// <param name="Curve">What the curve shows.</param>
/// <param name="IsJson">Whether a program reads the answer.</param>
internal sealed record LeverageRequest(
    StakedNetwork Network,
    ulong Validators,
    ulong Slashed,
    ComparedDesigns Designs,
    LeverageMeasure Curve,
    bool IsJson);

/// <summary>What a curve shows.</summary>
internal enum LeverageMeasure
{
    Realised = 0,
    Griefing = 1,
    Coverage = 2,
}

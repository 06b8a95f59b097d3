using System.Globalization;
using System.Text.Json;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Rules;

/// <summary>A pool as a file describes it: its network, and the rule with all parameters.</summary>
/// <param name="Network">Where the pool is.</param>
/// <param name="Rule">A possible rule.</param>
/// <remarks>Spec: docs/guide/miners.md#the-rule-file.</remarks>
internal sealed record RuleFile(BitcoinNetwork Network, SharingRule Rule)
{
    private static readonly SharingRule Usual = new();

    private static readonly JsonShape<SharedPart> Share = JsonShapes.Text.As(
        ReadShare, static s => s.ToString());

    private static readonly JsonShape<SharingWindow> Window = JsonObject.Of<SharingWindow>()
        .OptionalMember(
            "measure",
            Shapes.Choice(("blocks", WindowMeasure.Blocks), ("seconds", WindowMeasure.Seconds)),
            static x => new(x.Measure))
        .OptionalMember("from", Shapes.Count, static x => new(x.From))
        .Member("to", Shapes.Count, static x => x.To)
        .OptionalMember("full", Shapes.Count, static x => new(x.Full))
        .Build(static m => ReadWindow(
            m.Take<Optional<WindowMeasure>>(),
            m.Take<Optional<uint>>(),
            m.Take<uint>(),
            m.Take<Optional<uint>>()));

    /// <summary>The document; what it does not say is as in the table of the specification.</summary>
    internal static JsonShape<RuleFile> Shape { get; } = JsonObject.Of<RuleFile>()
        .Member("network", Shapes.Network, static x => x.Network)
        .OptionalMember("start", JsonShapes.Number, static x => new(x.Rule.Start.Value))
        .OptionalMember("window", Window, static x => new(x.Rule.Window))
        .OptionalMember("share", Share, static x => new(x.Rule.Share))
        .OptionalMember(
            "basis",
            Shapes.Choice(("amount", WeightBasis.Amount), ("equal", WeightBasis.Equal)),
            static x => new(x.Rule.Basis))
        .OptionalMember("half_life", Shapes.Count, static x => new(x.Rule.HalfLife))
        .OptionalMember(
            "bootstrap",
            Shapes.Choice(("finder", Bootstrap.ToFinder), ("later_miners", Bootstrap.ToLaterMiners)),
            static x => new(x.Rule.Bootstrap))
        .OptionalMember("dust_rate", Shapes.Count, static x => new(x.Rule.DustRate))
        .OptionalMember("weak_shares", Shapes.Count, static x => new(x.Rule.WeakShares))
        .OptionalMember("payout", PayoutShape.Form, static x => new(x.Rule.Form))
        .Build(Make);

    private static readonly string[] Members =
    [
        "network", "start", "window", "share", "basis", "half_life", "bootstrap", "dust_rate", "weak_shares",
        "payout",
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It is no rule, or an impossible one.</exception>
    internal static RuleFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (!Shape.TryParse(bytes, out RuleFile? file, out string? flaw))
        {
            throw new UsageException(
                MiningRefusals.BadRuleFile(path, flaw, "a rule as docs/guide/miners.md describes it"));
        }

        // A member that is not known may be one that is misspelt, and its default another pool's rule.
        using JsonDocument document = JsonDocument.Parse(bytes);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (!Members.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new UsageException(MiningRefusals.BadRuleFile(
                    path, $"member '{member.Name}'", string.Join(", ", Members)));
            }
        }

        return file.Rule.Check() is { } refusal ? throw new UsageException(refusal) : file;
    }

    private static RuleFile Make(JsonMembers members)
    {
        var network = members.Take<BitcoinNetwork>();
        ulong start = Or(members.Take<Optional<ulong>>(), Usual.Start.Value);
        SharingWindow window = Or(members.Take<Optional<SharingWindow>>(), Usual.Window);

        // With s = W / (W + 1) the finder counts as one block more.
        uint next = window.Full == uint.MaxValue ? window.Full : window.Full + 1;
        return new(network, new()
        {
            Start = new(start),
            Window = window,
            Share = Or(members.Take<Optional<SharedPart>>(), new(window.Full, next)),
            Basis = Or(members.Take<Optional<WeightBasis>>(), Usual.Basis),
            HalfLife = Or(members.Take<Optional<uint>>(), Usual.HalfLife),
            Bootstrap = Or(members.Take<Optional<Bootstrap>>(), Usual.Bootstrap),
            DustRate = Or(members.Take<Optional<uint>>(), Usual.DustRate),
            WeakShares = Or(members.Take<Optional<uint>>(), Usual.WeakShares),
            Form = Or(members.Take<Optional<IPayoutForm>>(), Usual.Form),
        });
    }

    private static SharingWindow ReadWindow(
        Optional<WindowMeasure> measure, Optional<uint> from, uint to, Optional<uint> full)
    {
        WindowMeasure ages = Or(measure, WindowMeasure.Blocks);
        uint first = Or(from, 0U);
        if (ages is WindowMeasure.Seconds && !full.HasValue)
        {
            throw new FormatException("A window of seconds says how many blocks make it 'full'.");
        }

        return new(ages, first, to, Or(full, to - Math.Min(first, to)));
    }

    private static SharedPart ReadShare(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint numerator)
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint denominator)
                ? new(numerator, denominator)
                : throw new FormatException($"'{text}' is no fraction such as 2016/2017.");
    }

    private static T Or<T>(Optional<T> given, T usual)
        where T : notnull => given.TryGet(out T? value) ? value : usual;
}

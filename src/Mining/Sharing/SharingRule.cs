using System.Buffers.Binary;
using Text = System.Text.Encoding;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>The parameters of a pool. Whoever uses the same ones is in the same pool.</summary>
/// <remarks>Spec: docs/spec/mining-pool.md#parameters. <see cref="Check"/> says what is possible.</remarks>
public sealed record SharingRule
{
    /// <summary>The most weak shares that a block is expected to bring.</summary>
    public const uint WeakSharesMax = 128;

    /// <summary>The most steps in which weights decay.</summary>
    public const uint HalvingsMax = 32;

    /// <summary>The greatest dust rate, a hundred times what nodes use.</summary>
    public const uint DustRateMax = 300_000;

    private const string Domain = "tpool sharing rule 1";

    /// <summary>The first block that can be qualified.</summary>
    public Height Start { get; init; }

    /// <summary>Which qualified blocks are paid; 2016, two weeks of the whole network, unless told.</summary>
    public SharingWindow Window { get; init; } = SharingWindow.Last(2016);

    /// <summary>The part of each reward that is shared; one part of W + 1 stays with the finder.</summary>
    public SharedPart Share { get; init; } = new(2016, 2017);

    /// <summary>What a block counts.</summary>
    public WeightBasis Basis { get; init; } = WeightBasis.Amount;

    /// <summary>
    /// The age, in the window's measure and from its beginning, after which a block counts half; 0 for never.
    /// </summary>
    public uint HalfLife { get; init; }

    /// <summary>Who is paid while the window is not full.</summary>
    public Bootstrap Bootstrap { get; init; } = Bootstrap.ToFinder;

    /// <summary>
    /// Satoshi per 1000 virtual bytes: an output is dust when it is worth less than itself and its spending
    /// at this rate. Nodes use 3000.
    /// </summary>
    public uint DustRate { get; init; } = 3000;

    /// <summary>K: near misses are headers that meet K times the target; 1 for none.</summary>
    public uint WeakShares { get; init; } = 1;

    /// <summary>
    /// How what is owed to others becomes outputs of a coinbase. The finder is always paid directly, and so
    /// are all when the form refuses to pay what is owed.
    /// </summary>
    public IPayoutForm Form { get; init; } = new DirectOutputs();

    /// <summary>The most near misses in one block, 4K - 1; with K = 1 there are none.</summary>
    public int SharesMax => WeakShares == 1 ? 0 : (int)((4 * WeakShares) - 1);

    /// <summary>What is shared of a reward: s of it, rounded down.</summary>
    public Satoshi SharedOf(Satoshi reward) =>
        new((ulong)((UInt128)reward.Value * Share.Numerator / Share.Denominator));

    /// <summary>What a block that shared so much counts.</summary>
    public ulong WeightOf(Satoshi shared) => Basis is WeightBasis.Amount ? shared.Value : 1UL << 32;

    /// <summary>Names the first parameter that is out of its range, or null.</summary>
    public Refusal? Check()
    {
        bool isCounted = Window.Measure is WindowMeasure.Blocks;
        uint most = isCounted ? SharingWindow.BlocksMax : SharingWindow.SecondsMax;
        uint fullMost = isCounted ? Window.To - Math.Min(Window.From, Window.To) : SharingWindow.BlocksMax;
        return Flaw("Window.To", Window.To, 1, most)
            ?? Flaw("Window.From", Window.From, 0, Window.To - 1)
            ?? Flaw("Window.Full", Window.Full, isCounted ? fullMost : 1, fullMost)
            ?? Flaw("Share.Denominator", Share.Denominator, 1, uint.MaxValue)
            ?? Flaw("Share.Numerator", Share.Numerator, 1, Share.Denominator)
            ?? Flaw("HalfLife", HalfLife, HalfLife == 0 ? 0 : LeastHalfLife(), most)
            ?? Flaw("DustRate", DustRate, 0, DustRateMax)
            ?? Flaw("WeakShares", WeakShares, 1, WeakSharesMax)
            ?? Form.Check();
    }

    /// <summary>The rule's name in coinbases.</summary>
    public RuleId Identify()
    {
        var writer = new BitcoinWriter();
        writer.WriteSized(Text.ASCII.GetBytes(Domain));
        writer.WriteUInt64(Start.Value);
        writer.WriteByte((byte)Window.Measure);
        writer.WriteUInt32(Window.From);
        writer.WriteUInt32(Window.To);
        writer.WriteUInt32(Window.Full);
        writer.WriteUInt32(Share.Numerator);
        writer.WriteUInt32(Share.Denominator);
        writer.WriteByte((byte)Basis);
        writer.WriteUInt32(HalfLife);
        writer.WriteByte((byte)Bootstrap);
        writer.WriteUInt32(DustRate);
        writer.WriteUInt32(WeakShares);
        writer.WriteSized(Text.UTF8.GetBytes(Form.Name));
        byte[] digest = Hash32.Sha256(writer.Written).ToArray();
        return new(BinaryPrimitives.ReadUInt64BigEndian(digest));
    }

    /// <summary>Weights halve in so many steps at most.</summary>
    private uint LeastHalfLife() => (Window.To - Window.From + HalvingsMax - 1) / HalvingsMax;

    private static Refusal? Flaw(string name, uint supplied, uint least, uint most) =>
        supplied < least || supplied > most
            ? SharingRefusals.RuleOutOfRange(name, supplied, least, most)
            : null;
}

using System.Diagnostics;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>What operators are fined, as a network's genesis fixes it.</summary>
/// <remarks>
/// <para>
/// The n-th miss in a row costs base * factor * n^2, so an absence of n costs base * factor *
/// n(n+1)(2n+1)/6 in all, which grows with the cube: a restart costs next to nothing, and nobody can afford
/// to be away for good. Two absences cost less than one of their joint length, but somebody who wants that
/// has to have worked in between, which is what is asked for.
/// </para>
/// <para>
/// The square is the least whole power of which the increments grow as well, so that each further miss
/// adds more than the one before; and it is exact in integers.
/// </para>
/// <para>Spec: docs/spec/replacement.md#fines.</para>
/// </remarks>
public sealed record FineSchedule
{
    /// <summary>The schedule, field by field.</summary>
    public static SszContainer<FineSchedule> Ssz { get; } = SszContainer.Of<FineSchedule>()
        .Field("base", SszTypes.Gwei, static x => x.Base)
        .Field("provable", SszTypes.Number32, static x => x.Provable)
        .Field("silence", SszTypes.Number32, static x => x.Silence)
        .Field("absence", SszTypes.Number32, static x => x.Absence)
        .Field("most", SszTypes.Gwei, static x => x.Most)
        .BuildRemembering(static v => new()
        {
            Base = v.Take<Gwei>(),
            Provable = v.Take<uint>(),
            Silence = v.Take<uint>(),
            Absence = v.Take<uint>(),
            Most = v.Take<Gwei>(),
        });

    /// <summary>
    /// What everything is a multiple of; at least 1 Gwei, by default 1000: a night of absence (75 epochs)
    /// takes less than half of the least bond, and ten and a half hours (99 epochs) take all.
    /// </summary>
    public Gwei Base { get; init; } = new(1_000);

    /// <summary>
    /// The factor of <see cref="FaultClass.Provable"/>, not below that of silence; by default 10,000: the
    /// first costs 0.01 ETH, and five in a row take the least bond.
    /// </summary>
    public uint Provable { get; init; } = 10_000;

    /// <summary>
    /// The factor of <see cref="FaultClass.Silence"/>, not below that of absence; by default 100: a week of
    /// daily hand-overs of three attempts each takes the least bond.
    /// </summary>
    public uint Silence { get; init; } = 100;

    /// <summary>The factor of <see cref="FaultClass.Absence"/>, at least 1, which is the default.</summary>
    public uint Absence { get; init; } = 1;

    /// <summary>
    /// No fine is more; not below the first fine of any class. By default 0.16 ETH, half of the least bond,
    /// so that no single fine takes all of a bond that was in order.
    /// </summary>
    public Gwei Most { get; init; } = new(160_000_000);

    /// <summary>The factor of a class.</summary>
    public uint FactorOf(FaultClass kind) => kind switch
    {
        FaultClass.Provable => Provable,
        FaultClass.Silence => Silence,
        FaultClass.Absence => Absence,
        _ => throw new UnreachableException(),
    };

    /// <summary>The fine for a miss: min(most, base * factor * n^2), exactly.</summary>
    /// <param name="kind">Its class.</param>
    /// <param name="consecutive">
    /// n: the misses of that class in a row, with this one; nothing is due for none.
    /// </param>
    public Gwei Of(FaultClass kind, uint consecutive)
    {
        UInt128 first = FirstOf(kind);
        ulong square = (ulong)consecutive * consecutive;
        Invariant.Holds(first > 0, "Fines are taken by a schedule without flaw.");

        // first * square <= most, without the product, which may not fit.
        return square > Most.Value / first ? Most : new((ulong)(first * square));
    }

    /// <summary>Why no network can fine by this, or null.</summary>
    public Refusal? Flaw() =>
        Base == default ? ReplacementRefusals.NoBaseFine()
        : Absence < 1 || Silence < Absence || Provable < Silence
            ? ReplacementRefusals.FactorsOutOfOrder(this)
        : Most.Value < FirstOf(FaultClass.Provable) || Most > LedgerParameters.AmountMax
            ? ReplacementRefusals.MostOutOfRange(Most, FirstOf(FaultClass.Provable))
            : null;

    private UInt128 FirstOf(FaultClass kind) => (UInt128)Base.Value * FactorOf(kind);
}

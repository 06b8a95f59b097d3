using System.Diagnostics;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>How an operator has behaved: what its next fine depends on.</summary>
/// <param name="Provable">Proven faults since it was last in order there.</param>
/// <param name="Silence">Steps of ceremonies missed in a row.</param>
/// <param name="Absence">Epochs of duties missed in a row.</param>
/// <param name="LastServed">
/// The last epoch in which it did anything that was asked of it; that of its joining before.
/// </param>
/// <param name="Fined">
/// All fines ever, whether or not its bond sufficed; at most <see cref="LedgerParameters.AmountMax"/>.
/// </param>
/// <remarks>Spec: docs/spec/replacement.md#conduct.</remarks>
public sealed record ConductRecord(uint Provable, uint Silence, uint Absence, Epoch LastServed, Gwei Fined)
{
    /// <summary>The record, field by field.</summary>
    public static SszContainer<ConductRecord> Ssz { get; } = SszContainer.Of<ConductRecord>()
        .Field("provable", SszTypes.Number32, static x => x.Provable)
        .Field("silence", SszTypes.Number32, static x => x.Silence)
        .Field("absence", SszTypes.Number32, static x => x.Absence)
        .Field("last_served", SszTypes.Epoch, static x => x.LastServed)
        .Field("fined", SszTypes.Gwei, static x => x.Fined)
        .BuildRemembering(static v => new(
            v.Take<uint>(), v.Take<uint>(), v.Take<uint>(), v.Take<Epoch>(), v.Take<Gwei>()));

    /// <summary>True when it has missed nothing since it last did what was asked.</summary>
    public bool IsInOrder => Provable == 0 && Silence == 0 && Absence == 0;

    /// <summary>The record of an operator that joins.</summary>
    public static ConductRecord JoinedIn(Epoch epoch) => new(0, 0, 0, epoch, default);

    /// <summary>The misses of a class in a row.</summary>
    public uint ConsecutiveOf(FaultClass kind) => kind switch
    {
        FaultClass.Provable => Provable,
        FaultClass.Silence => Silence,
        FaultClass.Absence => Absence,
        _ => throw new UnreachableException(),
    };

    /// <summary>One miss more, and what it costs. The other classes' counts stay.</summary>
    /// <param name="kind">Its class.</param>
    /// <param name="schedule">Without flaw.</param>
    public FinedConduct Missed(FaultClass kind, FineSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        uint before = ConsecutiveOf(kind);
        uint misses = before == uint.MaxValue ? before : before + 1;
        Gwei fine = schedule.Of(kind, misses);
        Gwei left = LedgerParameters.AmountMax - Fined;
        return new(With(kind, misses) with { Fined = Fined + Gwei.Min(fine, left) }, fine);
    }

    /// <summary>The operator did what a class of faults leaves undone: that class begins anew.</summary>
    /// <param name="kind">
    /// Only this class's count goes back to zero: to sign duties is no excuse for missing a hand-over.
    /// </param>
    /// <param name="epoch">When; evidence that comes late does not set the record back.</param>
    public ConductRecord Served(FaultClass kind, Epoch epoch) =>
        With(kind, 0) with { LastServed = epoch > LastServed ? epoch : LastServed };

    private ConductRecord With(FaultClass kind, uint misses) => kind switch
    {
        FaultClass.Provable => this with { Provable = misses },
        FaultClass.Silence => this with { Silence = misses },
        FaultClass.Absence => this with { Absence = misses },
        _ => throw new UnreachableException(),
    };
}

/// <summary>A record after a miss, with the fine that is due.</summary>
/// <param name="Record">The record.</param>
/// <param name="Fine">For the ledger's operation of that name; a smaller bond is taken whole.</param>
public readonly record struct FinedConduct(ConductRecord Record, Gwei Fine);

using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>A pool: one validator key held by a committee that is drawn anew every term.</summary>
/// <param name="Id">The pool's number.</param>
/// <param name="Seats">n, the members of its committee.</param>
/// <param name="Threshold">t, the members that sign together.</param>
/// <param name="WithdrawalCredentials">Where the stake goes when it leaves: the staker's own, never the
/// operators'. Zero in a pool that waits for a lock, whose owner's it takes.</param>
public sealed record PoolDefinition(PoolId Id, int Seats, int Threshold, Hash32 WithdrawalCredentials)
{
    /// <summary>The fund whose locks the pool's key can stand on; 0 is the rotating pools'.</summary>
    public FundId Fund { get; init; }

    /// <summary>
    /// A named group that always serves, in ascending order; empty where members are drawn.
    /// </summary>
    public Sequence<OperatorId> Members { get; init; } = [];

    public static SszContainer<PoolDefinition> Ssz { get; } = SszContainer.Of<PoolDefinition>()
        .Field("id", SszTypes.PoolId, static x => x.Id)
        .Field("seats", SszTypes.Uint16, static x => (ulong)x.Seats)
        .Field("threshold", SszTypes.Uint16, static x => (ulong)x.Threshold)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field(
            "members", SszTypes.List(SszTypes.OperatorId, PublicSharing.MembersMax), static x => x.Members)
        .BuildRemembering(static v => new(
            v.Take<PoolId>(), (int)v.Take<ulong>(), (int)v.Take<ulong>(), v.Take<Hash32>())
        {
            Fund = v.Take<FundId>(),
            Members = v.Take<Sequence<OperatorId>>(),
        });

    /// <summary>Why the sizes make no safe committee, or null.</summary>
    public Refusal? Flaw()
    {
        if (Seats is < 1 or > PublicSharing.MembersMax)
        {
            return new("BadSeats", $"{Seats} seats in pool {Id}", $"1 to {PublicSharing.MembersMax}");
        }

        bool isOrdered = !Members.Zip(Members.Skip(1)).Any(static p => p.First >= p.Second);
        if (Members.Count > 0 && (Members.Count != Seats || !isOrdered))
        {
            return new("BadMembers", $"{Members} in pool {Id}", $"{Seats} operators in ascending order");
        }

        // At or below the tolerated faults, the faulty alone could sign; above n nobody could.
        int least = Quorum.FaultsTolerated(Seats) + 1;
        return Threshold < least || Threshold > Seats
            ? new("BadThreshold", $"{Threshold} of {Seats} in pool {Id}", $"{least} to {Seats}")
            : null;
    }
}

using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>A pool: one validator key held by a committee that is drawn anew every term.</summary>
/// <param name="Id">The pool's number.</param>
/// <param name="Seats">n, the members of its committee.</param>
/// <param name="Threshold">t, the members that sign together.</param>
/// <param name="WithdrawalCredentials">Where the stake goes when it leaves: the staker's own, never the
/// operators'.</param>
public sealed record PoolDefinition(PoolId Id, int Seats, int Threshold, Hash32 WithdrawalCredentials)
{
    public static SszContainer<PoolDefinition> Ssz { get; } = SszContainer.Of<PoolDefinition>()
        .Field("id", SszTypes.PoolId, static x => x.Id)
        .Field("seats", SszTypes.Uint16, static x => (ulong)x.Seats)
        .Field("threshold", SszTypes.Uint16, static x => (ulong)x.Threshold)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .BuildRemembering(static v => new(
            v.Take<PoolId>(), (int)v.Take<ulong>(), (int)v.Take<ulong>(), v.Take<Hash32>()));

    /// <summary>Why the sizes make no safe committee, or null.</summary>
    public Refusal? Flaw()
    {
        if (Seats is < 1 or > PublicSharing.MembersMax)
        {
            return new("BadSeats", $"{Seats} seats in pool {Id}", $"1 to {PublicSharing.MembersMax}");
        }

        // At or below the tolerated faults, the faulty alone could sign; above n nobody could.
        int least = Quorum.FaultsTolerated(Seats) + 1;
        return Threshold < least || Threshold > Seats
            ? new("BadThreshold", $"{Threshold} of {Seats} in pool {Id}", $"{least} to {Seats}")
            : null;
    }
}

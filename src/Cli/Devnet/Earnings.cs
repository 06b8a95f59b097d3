using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>What attesting brought, beside what it brought others who voted in the same slots.</summary>
/// <param name="Gwei">To the pool's validator.</param>
/// <param name="Others">To the other validators of its slots, on the average.</param>
/// <param name="Epochs">In so many epochs.</param>
internal readonly record struct Earnings(long Gwei, long Others, int Epochs)
{
    /// <summary>In thousandths of what the others earned; a whole one when nobody earned anything.</summary>
    internal long PerMille => Others > 0 ? Gwei * 1000 / Others : 1000;

    public static Earnings operator +(Earnings left, Earnings right) =>
        new(left.Gwei + right.Gwei, left.Others + right.Others, left.Epochs + right.Epochs);

    /// <summary>What one epoch brought to a pool's validator.</summary>
    /// <remarks>
    /// What a vote brings hangs on the blocks of the next slots: where they are empty it is included late,
    /// and nobody who voted in its slot is paid in full. So only those of the same slot are compared.
    /// </remarks>
    /// <param name="key">The validator's.</param>
    /// <param name="pools">The keys of all pools' validators.</param>
    /// <param name="duties">When each votes in that epoch.</param>
    /// <param name="rewards">What it brought.</param>
    /// <returns>None when the validator had no duty, or nobody is there to compare it with.</returns>
    internal static Earnings? Of(
        G1Bytes key,
        IReadOnlyCollection<G1Bytes> pools,
        Sequence<AttesterDuty> duties,
        AttestationRewards rewards)
    {
        if (duties.FirstOrDefault(d => d.PublicKey == key) is not { } own)
        {
            return null;
        }

        HashSet<ValidatorIndex> beside =
        [
            .. duties.Where(d => d.Slot == own.Slot && !pools.Contains(d.PublicKey))
                .Select(static d => d.ValidatorIndex),
        ];
        long[] theirs =
        [
            .. rewards.Total.Where(r => beside.Contains(r.ValidatorIndex))
                .Select(static r => r.Parts.Sum.Value),
        ];
        return rewards.Total.FirstOrDefault(r => r.ValidatorIndex == own.ValidatorIndex) is { } mine
            && theirs.Length > 0
            ? new(mine.Parts.Sum.Value, theirs.Sum() / theirs.Length, Epochs: 1)
            : null;
    }
}

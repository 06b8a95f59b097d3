using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Accounts;

/// <summary>What one owner has in the ledger beside its locks and bonds.</summary>
/// <param name="Owner">The hash of the key that alone may spend.</param>
/// <param name="Free">What may be locked, bonded or withdrawn at once.</param>
/// <param name="Earned">Rewards, kept apart so that a principal is seen to be one.</param>
/// <param name="Held">What stands behind bids; neither spent nor free until they are over.</param>
/// <param name="Operations">How many operations the owner has made; each names the next number.</param>
public sealed record Account(Hash32 Owner, Gwei Free, Gwei Earned, Gwei Held, ulong Operations)
{
    public static SszType<Account> Ssz { get; } = SszTypes.Packed(SszContainer.Of<Account>()
        .Field("owner", SszTypes.Hash32, static x => x.Owner)
        .Field("free", SszTypes.Gwei, static x => x.Free)
        .Field("earned", SszTypes.Gwei, static x => x.Earned)
        .Field("held", SszTypes.Gwei, static x => x.Held)
        .Field("operations", SszTypes.Uint64, static x => x.Operations)
        .Build(static v => new(
            v.Take<Hash32>(), v.Take<Gwei>(), v.Take<Gwei>(), v.Take<Gwei>(), v.Take<ulong>())));
}

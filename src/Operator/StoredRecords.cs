using System.Collections.Immutable;
using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>What an operator's store holds when it starts.</summary>
/// <param name="Records">All records but blocks, by key.</param>
/// <param name="Blocks">The blocks after the snapshot, in order.</param>
/// <param name="Secrets">The secrets; the operator owns them from now on.</param>
public sealed record StoredRecords(
    ImmutableSortedDictionary<string, ByteString> Records,
    IEnumerable<CertifiedBlock> Blocks,
    ImmutableSortedDictionary<SecretName, SecretBytes> Secrets)
{
    /// <summary>An empty store.</summary>
    public static StoredRecords Empty { get; } = new(
        ImmutableSortedDictionary<string, ByteString>.Empty.WithComparers(StringComparer.Ordinal),
        [],
        ImmutableSortedDictionary<SecretName, SecretBytes>.Empty);

    internal IEnumerable<KeyValuePair<string, ByteString>> StartingWith(string prefix) =>
        Records.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>
    /// The stored consensus of an instance; one of an earlier height is of no use any more.
    /// </summary>
    internal QbftDurable? Agreement(Hash32 instance)
    {
        if (!Records.TryGetValue(StoreKeys.Agreement, out ByteString bytes))
        {
            return null;
        }

        QbftDurable durable = QbftDurable.Ssz.Deserialize(bytes.AsSpan());
        return durable.Instance == instance ? durable : null;
    }

    internal ImmutableSortedDictionary<Hash32, BlockBody> Bodies() => StartingWith(StoreKeys.BodyPrefix)
        .Select(static r => BlockBody.Ssz.Deserialize(r.Value.AsSpan()))
        .ToImmutableSortedDictionary(static b => b.Root(), static b => b);
}

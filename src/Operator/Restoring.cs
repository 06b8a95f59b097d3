using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>Rebuilds an operator's state from its store.</summary>
internal static class Restoring
{
    internal static OperatorState Restore(OperatorSettings settings, StoredRecords store)
    {
        ChainHead head = store.Records.TryGetValue(StoreKeys.Head, out ByteString snapshot)
            ? ChainHead.Ssz.Deserialize(snapshot.AsSpan())
            : ChainHead.Genesis(settings.Rules);
        foreach (CertifiedBlock block in store.Blocks)
        {
            if (block.Header.Height > head.State.Height)
            {
                (ChainHead? next, Refusal? refusal) =
                    BlockRules.Apply(settings.Rules, head, block.Signed, block.Body);
                head = next ?? throw new FormatException(
                    $"The stored block {block.Header.Height} does not follow block {head.State.Height}: {refusal}");
            }
        }

        return OperatorState.At(head) with
        {
            Offered = Offers(store),
            Vault = new Vault(store.Secrets),
            Fences = store.StartingWith(StoreKeys.FencePrefix)
                .Select(static r => PoolFence.Ssz.Deserialize(r.Value.AsSpan()))
                .ToImmutableSortedDictionary(static f => f.Tenure, static f => f),
            Histories = store.StartingWith(StoreKeys.HistoryPrefix).ToImmutableSortedDictionary(
                static r => G1Bytes.Parse(r.Key[StoreKeys.HistoryPrefix.Length..]),
                static r => SigningHistory.Ssz.Deserialize(r.Value.AsSpan())),
        };
    }

    private static OfferedOperations Offers(StoredRecords store) => OfferedOperations.None with
    {
        Waiting = store.StartingWith(StoreKeys.OfferPrefix)
            .Select(static r => SignedOperation.Ssz.Deserialize(r.Value.AsSpan()))
            .ToImmutableSortedDictionary(
                static o => OfferedOperations.RootOf(o.Operation), static o => o),
    };
}

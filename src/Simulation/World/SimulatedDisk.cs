using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>An operator's store: a transition's writes are all there or none is.</summary>
public sealed class SimulatedDisk
{
    private readonly SortedDictionary<string, ByteString> _records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<SecretName, byte[]> _secrets = [];

    /// <summary>What is stored, secrets aside.</summary>
    public IReadOnlyDictionary<string, ByteString> Records => _records;

    /// <summary>The names of the stored secrets.</summary>
    public IEnumerable<SecretName> SecretNames => _secrets.Keys;

    /// <summary>Makes writes durable.</summary>
    internal void Commit(IEnumerable<OperatorEffect.Write> writes)
    {
        foreach (OperatorEffect.Write write in writes)
        {
            switch (write)
            {
                case OperatorEffect.Put put:
                    _records[put.Key] = put.Value;
                    break;
                case OperatorEffect.Remove remove:
                    _records.Remove(remove.Key);
                    break;
                case OperatorEffect.PutSecret put:
                    _secrets[put.Name] = put.Secret.Span.ToArray();
                    break;
                case OperatorEffect.EraseSecret erase:
                    _secrets.Remove(erase.Name);
                    break;
            }
        }
    }

    /// <summary>What an operator finds when it starts.</summary>
    internal StoredRecords Load()
    {
        ImmutableSortedDictionary<string, ByteString> records = _records
            .Where(static r => !r.Key.StartsWith(StoreKeys.BlockPrefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(static r => r.Key, static r => r.Value, StringComparer.Ordinal);
        return new(
            records,
            BlocksFrom(default),
            _secrets.ToImmutableSortedDictionary(static s => s.Key, static s => SecretBytes.From(s.Value)));
    }

    /// <summary>The stored blocks from a height on, for a peer.</summary>
    internal BlocksMessage? Serve(Height from)
    {
        Sequence<CertifiedBlock> blocks = BlocksFrom(from).Take(BlocksMessage.BlocksMax).ToSequence();
        return blocks.Count == 0 ? null : new(blocks);
    }

    private IEnumerable<CertifiedBlock> BlocksFrom(Height from)
    {
        string first = StoreKeys.Block(from);
        foreach ((string key, ByteString value) in _records)
        {
            if (key.StartsWith(StoreKeys.BlockPrefix, StringComparison.Ordinal)
                && string.CompareOrdinal(key, first) >= 0)
            {
                yield return CertifiedBlock.Ssz.Deserialize(value.AsSpan());
            }
        }
    }
}

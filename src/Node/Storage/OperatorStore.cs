using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>
/// An operator's store: one SQLite file, in which a transition's writes are all there or none is.
/// </summary>
/// <remarks>
/// Write-ahead log with a flush to the disk at every commit, so that slashing protection is durable before a
/// signature leaves. The file is locked for as long as the store is open: a second process on the same data
/// refuses to run. What is erased is overwritten in the file (<c>secure_delete</c>), and the log is emptied
/// at once. Used by one thread, but for the blocks, which others may read meanwhile.
/// </remarks>
public sealed class OperatorStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SecretSeal _seal;
    private readonly StoreCommands _commands;

    private OperatorStore(SqliteConnection connection, SecretSeal seal)
    {
        _connection = connection;
        _seal = seal;
        _commands = new(connection);
    }

    /// <summary>Opens the store of an operator, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">Whose it is; a store of anybody else is refused.</param>
    /// <param name="seal">Opens the secrets; owned by the store from now on.</param>
    /// <exception cref="StoreException">It is in use, damaged, or somebody else's.</exception>
    public static OperatorStore Open(string path, StoreOwner owner, SecretSeal seal)
    {
        ArgumentNullException.ThrowIfNull(owner);
        SqliteConnection connection = StoreFile.Open(path, owner);
        return new(connection, seal);
    }

    /// <summary>What an operator finds when it starts.</summary>
    /// <exception cref="StoreException">A record or a secret is damaged.</exception>
    public StoredRecords Load()
    {
        try
        {
            ImmutableSortedDictionary<string, ByteString> records = _commands
                .RecordsExcept(StoreKeys.BlockPrefix)
                .ToImmutableSortedDictionary(static r => r.Key, static r => r.Value, StringComparer.Ordinal);
            Height snapshot = records.TryGetValue(StoreKeys.Head, out ByteString head)
                ? ChainHead.Ssz.Deserialize(head.AsSpan()).State.Height
                : default;
            return new(
                records, BlockRecords(snapshot.Next, int.MaxValue).Select(ToBlock), Secrets());
        }
        catch (Exception e) when (e is FormatException or SqliteException)
        {
            throw new StoreException(new("DamagedStore", e.Message, "what this program wrote"), e);
        }
    }

    /// <summary>Makes writes durable, all of them or none.</summary>
    public void Commit(IReadOnlyList<OperatorEffect.Write> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _commands.InTransaction(() =>
            {
                foreach (OperatorEffect.Write write in writes)
                {
                    Apply(write);
                }
            });

            if (writes.Any(static w => w is OperatorEffect.EraseSecret))
            {
                StoreFile.EmptyLog(_connection);
            }
        }
    }

    /// <summary>The stored blocks from a height on, in order.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">The most.</param>
    public IReadOnlyList<CertifiedBlock> BlocksFrom(Height from, int count) =>
        [.. BlockBytesFrom(from, count).Select(ToBlock)];

    /// <summary>The stored blocks from a height on, in order, as SSZ. May be called by any thread.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">The most.</param>
    public IReadOnlyList<ByteString> BlockBytesFrom(Height from, int count)
    {
        lock (_gate)
        {
            return [.. BlockRecords(from, count)];
        }
    }

    /// <summary>Closes the file and gives its lock back.</summary>
    public void Dispose()
    {
        _commands.Dispose();
        _connection.Dispose();
        _seal.Dispose();
    }

    /// <summary>The secrets as they are on the disk. For tests of erasure.</summary>
    internal IEnumerable<(string Name, byte[] Sealed)> SealedSecrets() => _commands.Secrets();

    private static CertifiedBlock ToBlock(ByteString bytes) =>
        CertifiedBlock.Ssz.Deserialize(bytes.AsSpan());

    private IEnumerable<ByteString> BlockRecords(Height from, int count) =>
        _commands.RecordsFrom(StoreKeys.Block(from), StoreKeys.BlockPrefix, count);

    private ImmutableSortedDictionary<SecretName, SecretBytes> Secrets() => _commands.Secrets()
        .Select(s => (Name: SecretName.Parse(s.Name), s.Sealed))
        .ToImmutableSortedDictionary(static s => s.Name, s => _seal.Open(s.Name, s.Sealed));

    private void Apply(OperatorEffect.Write write)
    {
        switch (write)
        {
            case OperatorEffect.Put put:
                _commands.PutRecord(put.Key, put.Value);
                break;
            case OperatorEffect.Remove remove:
                _commands.RemoveRecord(remove.Key);
                break;
            case OperatorEffect.PutSecret put:
                _commands.PutSecret(put.Name.ToString(), _seal.Seal(put.Name, put.Secret));
                break;
            case OperatorEffect.EraseSecret erase:
                _commands.RemoveSecret(erase.Name.ToString());
                break;
        }
    }
}

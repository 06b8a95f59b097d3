using Microsoft.Data.Sqlite;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Following;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>What was followed of a chain: a state, and the blocks since, each with its judgement.</summary>
/// <remarks>
/// <para>
/// One SQLite file with a write-ahead log that is flushed at every commit. One process writes at a time;
/// others may read beside it. Whatever ends the process, the file holds all writes of a commit or none.
/// </para>
/// <para>
/// To undo a block is to take the state and the blocks before it again. So what can be undone is what came
/// after the state, and <see cref="StoreWrite.Rebase"/> bounds it. Headers are in memory, coinbases are not.
/// Used by one thread. Spec: docs/spec/mining-node.md#the-store.
/// </para>
/// </remarks>
public sealed class MiningStore : IFollowedChain, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly FileStream? _lock;
    private readonly string _path;
    private readonly List<BlockHeader> _headers = [];

    private MiningStore(SqliteConnection connection, FileStream? writing, string path)
    {
        _connection = connection;
        _lock = writing;
        _path = path;
        Load();
    }

    public Height First { get; private set; }

    public Height Next => new(First.Value + (ulong)_headers.Count);

    public Hash32? Before { get; private set; }

    /// <summary>
    /// The state before <see cref="First"/>, as it was handed in; null where following began.
    /// </summary>
    public ByteString? State { get; private set; }

    /// <summary>Opens a store to write, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">What it is of; a store of anything else is refused.</param>
    /// <exception cref="MiningStoreException">Another process writes to it, or it is damaged, newer, or of
    /// something else.</exception>
    public static MiningStore Open(string path, MiningStoreOwner owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        FileStream writing = MiningStoreFile.Lock(path);
        try
        {
            return Load(MiningStoreFile.Open(path, owner), writing, path);
        }
        catch (MiningStoreException)
        {
            writing.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store to read as it is now, whether another process writes to it or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">What it is of; a store of anything else is refused.</param>
    /// <exception cref="MiningStoreException">It is not there, damaged, newer, or of something
    /// else.</exception>
    public static MiningStore OpenToRead(string path, MiningStoreOwner owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Load(MiningStoreFile.OpenToRead(path, owner), writing: null, path);
    }

    private static MiningStore Load(SqliteConnection connection, FileStream? writing, string path)
    {
        try
        {
            return new(connection, writing, path);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new MiningStoreException(MiningStoreRefusals.DamagedStore(path, e.Message), e);
        }
        catch (MiningStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    public BlockHeader HeaderAt(Height height) => _headers[(int)(height.Value - First.Value)];

    /// <summary>The blocks since the state, in order, read one by one.</summary>
    /// <exception cref="MiningStoreException">DamagedStore: one is no block.</exception>
    public IEnumerable<StoredBlock> Blocks()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT height, header, coinbase, judgement FROM block ORDER BY height";
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            Transaction coinbase = Transaction.TryDecode((byte[])row[2])
                ?? throw Damaged($"no coinbase at height {row.GetInt64(0)}");
            var height = new Height((ulong)row.GetInt64(0));
            yield return new(new(height, HeaderOf(row), coinbase), new ByteString((byte[])row[3]));
        }
    }

    /// <summary>Makes changes durable, all of them or none.</summary>
    /// <param name="writes">In their order; each must fit to where the ones before lead.</param>
    public void Commit(IReadOnlyList<StoreWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        Invariant.Holds(_lock is not null, "Who opened a store to read does not write.");
        using SqliteTransaction transaction = _connection.BeginTransaction();
        try
        {
            foreach (StoreWrite write in writes)
            {
                Apply(write);
            }

            transaction.Commit();
        }
        catch (SqliteException)
        {
            transaction.Rollback();
            Load();
            throw;
        }
    }

    /// <summary>What to throw when something in the store does not hold together.</summary>
    internal MiningStoreException Damaged(string why) => new(MiningStoreRefusals.DamagedStore(_path, why));

    /// <summary>Closes the file and gives the right to write back.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _lock?.Dispose();
    }

    private void Apply(StoreWrite write)
    {
        switch (write)
        {
            case StoreWrite.Append append:
                Append(append.Block);
                break;
            case StoreWrite.RemoveLast remove:
                Invariant.Holds(
                    _headers.Count > 0 && remove.Height.Next == Next, "Only the last block is taken away.");
                Run("DELETE FROM block WHERE height = $height", ("$height", (long)remove.Height.Value));
                _headers.RemoveAt(_headers.Count - 1);
                break;
            case StoreWrite.Rebase rebase:
                Rebase(rebase);
                break;
        }
    }

    private void Append(StoredBlock stored)
    {
        MinedBlock block = stored.Block;
        Hash32? last = _headers.Count > 0 ? _headers[^1].Hash : Before;
        Invariant.Holds(
            block.Height == Next && (last is null || block.Header.Previous == last),
            "A block is put on the last one.");
        Run(
            "INSERT INTO block (height, header, coinbase, judgement) "
                + "VALUES ($height, $header, $coinbase, $judgement)",
            ("$height", (long)block.Height.Value),
            ("$header", block.Header.Encode()),
            ("$coinbase", block.Coinbase.Encode()),
            ("$judgement", stored.Judgement.ToArray()));
        _headers.Add(block.Header);
    }

    private void Rebase(StoreWrite.Rebase rebase)
    {
        Invariant.Holds(rebase.First >= First && rebase.First <= Next, "A state is of what was followed.");
        int dropped = (int)(rebase.First.Value - First.Value);
        Hash32? before = dropped > 0 ? _headers[dropped - 1].Hash : Before;
        Run("DELETE FROM block WHERE height < $first", ("$first", (long)rebase.First.Value));
        Run(
            "UPDATE base SET first = $first, before = $before, state = $state",
            ("$first", (long)rebase.First.Value),
            ("$before", before?.ToArray()),
            ("$state", rebase.State.ToArray()));
        _headers.RemoveRange(0, dropped);
        (First, Before, State) = (rebase.First, before, rebase.State);
    }

    private void Load()
    {
        _headers.Clear();
        LoadBase();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT height, header FROM block ORDER BY height";
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            BlockHeader header = HeaderOf(row);
            Hash32? last = _headers.Count > 0 ? _headers[^1].Hash : Before;
            if (row.GetInt64(0) != (long)Next.Value || (last is not null && header.Previous != last))
            {
                throw Damaged($"no block {Next} on the one before");
            }

            _headers.Add(header);
        }
    }

    private void LoadBase()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT first, before, state FROM base";
        using SqliteDataReader row = command.ExecuteReader();
        if (!row.Read() || !(row.IsDBNull(1) || row[1] is byte[] { Length: Hash32.Size }))
        {
            throw Damaged("no state");
        }

        First = new((ulong)row.GetInt64(0));
        Before = row.IsDBNull(1) ? null : new Hash32((byte[])row[1]);
        State = row.IsDBNull(2) ? null : new ByteString((byte[])row[2]);
    }

    private BlockHeader HeaderOf(SqliteDataReader row) => BlockHeader.TryDecode((byte[])row[1])
        ?? throw Damaged($"no header at height {row.GetInt64(0)}");

    private void Run(string text, params (string Name, object? Value)[] parameters) =>
        MiningStoreFile.Execute(_connection, text, parameters);
}

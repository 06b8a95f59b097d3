using Microsoft.Data.Sqlite;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>The certified blocks in the store of an operator that does not run, without its keys.</summary>
public sealed class StoredChain : IDisposable
{
    private const int AtOnce = 8;

    private readonly SqliteConnection _connection;
    private readonly StoreCommands _commands;

    private StoredChain(SqliteConnection connection)
    {
        _connection = connection;
        _commands = new(connection);
    }

    /// <summary>Opens a store to be read only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network whose operator's it is to be.</param>
    /// <exception cref="StoreException">It is in use, damaged, or another network's.</exception>
    public static StoredChain Open(string path, Hash32 network) =>
        new(StoreFile.OpenToRead(path, network));

    /// <summary>The blocks in order.</summary>
    /// <exception cref="StoreException">One of them is damaged.</exception>
    public IEnumerable<CertifiedBlock> Blocks()
    {
        var next = new Height(1);
        while (true)
        {
            CertifiedBlock[] blocks = Read(next);
            foreach (CertifiedBlock block in blocks)
            {
                yield return block;
            }

            if (blocks.Length < AtOnce)
            {
                yield break;
            }

            next = blocks[^1].Header.Height.Next;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _commands.Dispose();
        _connection.Dispose();
    }

    private CertifiedBlock[] Read(Height from)
    {
        try
        {
            return
            [
                .. _commands.RecordsFrom(StoreKeys.Block(from), StoreKeys.BlockPrefix, AtOnce)
                    .Select(static bytes => CertifiedBlock.Ssz.Deserialize(bytes.AsSpan())),
            ];
        }
        catch (Exception e) when (e is FormatException or SqliteException)
        {
            throw new StoreException(new("DamagedStore", e.Message, "what this program wrote"), e);
        }
    }
}

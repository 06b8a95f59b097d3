using System.Globalization;
using Microsoft.Data.Sqlite;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>Opens and makes the SQLite file of a store.</summary>
internal static class StoreFile
{
    private const int Busy = 5; // SQLITE_BUSY
    private const long SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE owner (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT NOT NULL) STRICT;
        CREATE TABLE record (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """;

    static StoreFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a file for one process alone, and checks whose it is.</summary>
    /// <exception cref="StoreException">It is in use, damaged, or somebody else's.</exception>
    internal static SqliteConnection Open(string path, StoreOwner owner)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            Configure(connection);
            CheckSchema(connection, owner);
            CheckOwner(connection, owner);
            EmptyLog(connection);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Refusing(path, e);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file to be read only, while no other process uses it; it is not changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network whose operator's it is to be.</param>
    /// <exception cref="StoreException">It is in use, damaged, or another network's.</exception>
    internal static SqliteConnection OpenToRead(string path, Hash32 network)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 1,
            Mode = SqliteOpenMode.ReadOnly,
        }.ConnectionString);
        try
        {
            connection.Open();
            var found = (string?)Scalar(connection, "SELECT text FROM owner");
            return found?.EndsWith(StoreOwner.SuffixOf(network), StringComparison.Ordinal) == true
                ? connection
                : throw new StoreException(
                    new("OtherOwner", $"the store of {found}", $"one{StoreOwner.SuffixOf(network)}"));
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Refusing(path, e);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Moves the write-ahead log into the database and empties it, so that nothing erased stays there.
    /// </summary>
    internal static void EmptyLog(SqliteConnection connection) =>
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

    private static StoreException Refusing(string path, SqliteException e) => new(
        e.SqliteErrorCode == Busy
            ? new("StoreInUse", path, "a store that no other process uses")
            : new("DamagedStore", $"{path}: {e.Message}", "a store of this program"),
        e);

    private static void Configure(SqliteConnection connection)
    {
        // Exclusive before the log is touched: then it needs no shared memory, and the lock is held until the
        // end.
        Execute(connection, "PRAGMA locking_mode = EXCLUSIVE");
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA secure_delete = ON");
        Execute(connection, "PRAGMA temp_store = MEMORY");
        Execute(connection, "BEGIN EXCLUSIVE");
        Execute(connection, "COMMIT");
    }

    private static void CheckSchema(SqliteConnection connection, StoreOwner owner)
    {
        long version = (long)Scalar(connection, "PRAGMA user_version")!;
        if (version > SchemaVersion)
        {
            throw new StoreException(
                new(
                    "NewerStore",
                    $"schema {version}",
                    $"up to {SchemaVersion}; run the program that wrote it"));
        }

        if (version == 0)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, Schema);
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO owner (only, text) VALUES (1, $owner)";
            insert.Parameters.AddWithValue("$owner", owner.ToString());
            insert.ExecuteNonQuery();
            Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {SchemaVersion}"));
            transaction.Commit();
        }
    }

    private static void CheckOwner(SqliteConnection connection, StoreOwner owner)
    {
        var found = (string?)Scalar(connection, "SELECT text FROM owner");
        if (found != owner.ToString())
        {
            throw new StoreException(new("OtherOwner", $"the store of {found}", $"{owner}"));
        }
    }

    private static void Execute(SqliteConnection connection, string text) => Scalar(connection, text);

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}

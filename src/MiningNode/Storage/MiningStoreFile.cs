using System.Globalization;
using Microsoft.Data.Sqlite;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>Opens and makes the SQLite file of a store.</summary>
internal static class MiningStoreFile
{
    private const int Busy = 5; // SQLITE_BUSY
    private const long SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE owner (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            network TEXT NOT NULL, rule TEXT NOT NULL, start INTEGER NOT NULL) STRICT;
        CREATE TABLE base (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            first INTEGER NOT NULL, before BLOB, state BLOB) STRICT;
        CREATE TABLE block (
            height INTEGER PRIMARY KEY,
            header BLOB NOT NULL, coinbase BLOB NOT NULL, judgement BLOB NOT NULL) STRICT;
        """;

    static MiningStoreFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a file to write, which one process may at a time, and checks what it is of.</summary>
    /// <exception cref="MiningStoreException">It is in use, damaged, or of something else.</exception>
    internal static SqliteConnection Open(string path, MiningStoreOwner owner) =>
        Open(path, SqliteOpenMode.ReadWriteCreate, connection =>
        {
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA temp_store = MEMORY");
            CheckSchema(connection, owner);
            CheckOwner(connection, owner);
        });

    /// <summary>
    /// Opens a file to read, also beside a process that writes: what is read is of one moment.
    /// </summary>
    /// <exception cref="MiningStoreException">It is not there, damaged, or of something else.</exception>
    internal static SqliteConnection OpenToRead(string path, MiningStoreOwner owner)
    {
        if (!File.Exists(path))
        {
            throw new MiningStoreException(MiningStoreRefusals.NoStore(path));
        }

        return Open(path, SqliteOpenMode.ReadWrite, connection =>
        {
            Execute(connection, "PRAGMA query_only = TRUE");
            Execute(connection, "BEGIN");
            long version = (long)Execute(connection, "PRAGMA user_version")!;
            if (version != SchemaVersion)
            {
                throw new MiningStoreException(version > SchemaVersion
                    ? MiningStoreRefusals.NewerStore(version, SchemaVersion)
                    : MiningStoreRefusals.NoStore(path));
            }

            CheckOwner(connection, owner);
        });
    }

    /// <summary>Takes the right to write, which ends with the process, however that ends.</summary>
    /// <exception cref="MiningStoreException">Another process has it.</exception>
    internal static FileStream Lock(string path)
    {
        try
        {
            return new($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new MiningStoreException(MiningStoreRefusals.StoreInUse(path), e);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, Action<SqliteConnection> begin)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString);
        try
        {
            connection.Open();
            begin(connection);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new MiningStoreException(
                e.SqliteErrorCode == Busy
                    ? MiningStoreRefusals.StoreInUse(path)
                    : MiningStoreRefusals.DamagedStore(path, e.Message),
                e);
        }
        catch (MiningStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckSchema(SqliteConnection connection, MiningStoreOwner owner)
    {
        long version = (long)Execute(connection, "PRAGMA user_version")!;
        if (version > SchemaVersion)
        {
            throw new MiningStoreException(MiningStoreRefusals.NewerStore(version, SchemaVersion));
        }

        if (version == SchemaVersion)
        {
            return;
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        Execute(connection, Schema);
        Execute(
            connection,
            "INSERT INTO owner (only, network, rule, start) VALUES (1, $network, $rule, $start)",
            ("$network", owner.Network),
            ("$rule", owner.Rule),
            ("$start", (long)owner.Start.Value));
        Execute(
            connection,
            "INSERT INTO base (only, first) VALUES (1, $first)",
            ("$first", (long)owner.Start.Value));
        Execute(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {SchemaVersion}"));
        transaction.Commit();
    }

    private static void CheckOwner(SqliteConnection connection, MiningStoreOwner owner)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT network, rule, start FROM owner";
        using SqliteDataReader row = command.ExecuteReader();
        row.Read();
        var found = new MiningStoreOwner(row.GetString(0), row.GetString(1), new((ulong)row.GetInt64(2)));
        Refusal? flaw = found switch
        {
            _ when found.Network != owner.Network =>
                MiningStoreRefusals.StoreOfOtherNetwork(found.Network, owner.Network),
            _ when found.Rule != owner.Rule => MiningStoreRefusals.StoreOfOtherRule(found.Rule, owner.Rule),
            _ when found.Start != owner.Start =>
                MiningStoreRefusals.StoreOfOtherStart(found.Start, owner.Start),
            _ => null,
        };
        if (flaw is not null)
        {
            throw new MiningStoreException(flaw);
        }
    }

    /// <summary>Runs a statement, and gives the first value of its first row.</summary>
    internal static object? Execute(
        SqliteConnection connection, string text, params (string Name, object? Value)[] parameters)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command.ExecuteScalar();
    }
}

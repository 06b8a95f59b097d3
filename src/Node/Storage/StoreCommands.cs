using Microsoft.Data.Sqlite;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>The prepared statements of a store.</summary>
internal sealed class StoreCommands(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _putRecord = Prepare(
        connection,
        "INSERT INTO record (key, value) VALUES ($key, $value) ON CONFLICT DO UPDATE SET value = $value");

    private readonly SqliteCommand _removeRecord = Prepare(connection, "DELETE FROM record WHERE key = $key");

    private readonly SqliteCommand _putSecret = Prepare(
        connection,
        "INSERT INTO secret (name, sealed) VALUES ($key, $value) ON CONFLICT DO UPDATE SET sealed = $value");

    private readonly SqliteCommand _removeSecret = Prepare(
        connection, "DELETE FROM secret WHERE name = $key");

    private readonly SqliteCommand _begin = Prepare(connection, "BEGIN IMMEDIATE");

    private readonly SqliteCommand _commit = Prepare(connection, "COMMIT");

    private readonly SqliteCommand _rollBack = Prepare(connection, "ROLLBACK");

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollBack.Dispose();
        _putRecord.Dispose();
        _removeRecord.Dispose();
        _putSecret.Dispose();
        _removeSecret.Dispose();
    }

    /// <summary>Does several things or, when one fails, none of them.</summary>
    internal void InTransaction(Action act)
    {
        _begin.ExecuteNonQuery();
        try
        {
            act();
            _commit.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            _rollBack.ExecuteNonQuery();
            throw;
        }
    }

    internal void PutRecord(string key, ByteString value) => Execute(_putRecord, key, value.ToArray());

    internal void RemoveRecord(string key) => Execute(_removeRecord, key);

    internal void PutSecret(string name, byte[] sealedSecret) => Execute(_putSecret, name, sealedSecret);

    internal void RemoveSecret(string name) => Execute(_removeSecret, name);

    /// <summary>All records whose keys do not begin with a prefix.</summary>
    internal IEnumerable<KeyValuePair<string, ByteString>> RecordsExcept(string prefix) => Read(
        "SELECT key, value FROM record WHERE key < $first OR key >= $end ORDER BY key",
        static row => KeyValuePair.Create(row.GetString(0), new ByteString((byte[])row[1])),
        ("$first", prefix),
        ("$end", EndOf(prefix)));

    /// <summary>
    /// The values of so many records at most, from a key on, as long as keys begin with a prefix.
    /// </summary>
    internal IEnumerable<ByteString> RecordsFrom(string first, string prefix, int count) => Read(
        "SELECT value FROM record WHERE key >= $first AND key < $end ORDER BY key LIMIT $count",
        static row => new ByteString((byte[])row[0]),
        ("$first", first),
        ("$end", EndOf(prefix)),
        ("$count", count));

    /// <summary>All sealed secrets.</summary>
    internal IEnumerable<(string Name, byte[] Sealed)> Secrets() =>
        Read(
            "SELECT name, sealed FROM secret ORDER BY name", static row =>
                (row.GetString(0), (byte[])row[1]));

    /// <summary>The first text after all that begin with a prefix, in the order of bytes.</summary>
    private static string EndOf(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private static SqliteCommand Prepare(SqliteConnection connection, string text)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        if (text.Contains("$key", StringComparison.Ordinal))
        {
            command.Parameters.Add("$key", SqliteType.Text);
        }

        if (text.Contains("$value", StringComparison.Ordinal))
        {
            command.Parameters.Add("$value", SqliteType.Blob);
        }

        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, string key, byte[]? value = null)
    {
        command.Parameters["$key"].Value = key;
        if (value is not null)
        {
            command.Parameters["$value"].Value = value;
        }

        command.ExecuteNonQuery();
    }

    private IEnumerable<T> Read<T>(
        string text, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }
}

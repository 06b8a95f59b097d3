using System.Text;
using Microsoft.Data.Sqlite;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Storage;

/// <summary>What a store keeps, and which stores are refused.</summary>
public sealed class MiningStoreTests : IDisposable
{
    private static readonly MiningStoreOwner Owner = new("regtest", "rule a", new(2));
    private static readonly List<Block> Chain = TestBlocks.Chain(8);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.In("store");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_committed_is_there_again()
    {
        using (MiningStore store = MiningStore.Open(Path, Owner))
        {
            store.Commit([.. Appends(2, 6)]);
            store.Commit([new StoreWrite.RemoveLast(new(6)), new StoreWrite.Rebase(new(4), Text("state"))]);
        }

        using MiningStore again = MiningStore.Open(Path, Owner);
        Assert.Equal((new Height(4), new Height(6)), (again.First, again.Next));
        Assert.Equal((Chain[3].Header.Hash, Text("state")), (again.Before, again.State));
        Assert.Equal(Appends(4, 5).Select(static a => a.Block), again.Blocks());
        Assert.Equal(Chain[5].Header, again.HeaderAt(new(5)));
    }

    [Fact]
    public void A_store_is_empty_at_first()
    {
        using MiningStore store = MiningStore.Open(Path, Owner);
        Assert.Equal((new Height(2), new Height(2)), (store.First, store.Next));
        Assert.Null(store.Before);
        Assert.Null(store.State);
        Assert.Empty(store.Blocks());
    }

    [Fact]
    public void All_blocks_may_go_into_the_state()
    {
        using MiningStore store = MiningStore.Open(Path, Owner);
        store.Commit([.. Appends(2, 4), new StoreWrite.Rebase(new(5), Text("state"))]);
        Assert.Equal((new Height(5), new Height(5)), (store.First, store.Next));
        store.Commit([.. Appends(5, 5)]);
        Assert.Equal(new Height(6), store.Next);
    }

    [Theory]
    [InlineData("main", "rule a", 2UL, "StoreOfOtherNetwork")]
    [InlineData("regtest", "rule b", 2UL, "StoreOfOtherRule")]
    [InlineData("regtest", "rule a", 3UL, "StoreOfOtherStart")]
    public void A_store_of_something_else_is_refused(string network, string rule, ulong start, string reason)
    {
        MiningStore.Open(Path, Owner).Dispose();
        AssertRefused(reason, new(network, rule, new(start)));
    }

    [Fact]
    public void A_store_that_is_open_is_in_use()
    {
        using MiningStore store = MiningStore.Open(Path, Owner);
        AssertRefused("StoreInUse", Owner);
    }

    /// <summary>What a reader sees is of one moment, whatever is written meanwhile.</summary>
    [Fact]
    public void A_store_is_read_beside_who_writes_it()
    {
        using MiningStore writer = MiningStore.Open(Path, Owner);
        using MiningStore before = MiningStore.OpenToRead(Path, Owner);
        Height next = before.Next;
        writer.Commit([.. Appends(2, 2)]);
        Assert.Equal(next, before.Next);
        Assert.Empty(before.Blocks());
        using MiningStore after = MiningStore.OpenToRead(Path, Owner);
        Assert.Equal(next.Next, after.Next);
        Assert.Single(after.Blocks());
        AssertRefused("StoreInUse", Owner);
    }

    [Fact]
    public void What_is_not_there_is_not_read() => Assert.Equal(
        "NoStore",
        Assert.Throws<MiningStoreException>(() => MiningStore.OpenToRead(Path, Owner)).Refusal.Reason);

    [Fact]
    public void A_store_of_something_else_is_not_read()
    {
        MiningStore.Open(Path, Owner).Dispose();
        Assert.Equal(
            "StoreOfOtherRule",
            Assert.Throws<MiningStoreException>(
                () => MiningStore.OpenToRead(Path, Owner with { Rule = "rule b" })).Refusal.Reason);
    }

    [Fact]
    public void A_store_of_a_later_program_is_refused()
    {
        MiningStore.Open(Path, Owner).Dispose();
        Change("PRAGMA user_version = 2");
        AssertRefused("NewerStore", Owner);
    }

    [Theory]
    [InlineData("DELETE FROM block WHERE height = 3")]
    [InlineData("DELETE FROM block WHERE height = 2")]
    [InlineData("UPDATE block SET header = (SELECT header FROM block WHERE height = 4) WHERE height = 3")]
    [InlineData("UPDATE block SET header = x'00' WHERE height = 3")]
    [InlineData("UPDATE base SET before = x'00'")]
    [InlineData("DELETE FROM base")]
    [InlineData("DROP TABLE block")]
    public void A_store_with_a_gap_is_damaged(string change)
    {
        using (MiningStore store = MiningStore.Open(Path, Owner))
        {
            store.Commit([.. Appends(2, 5)]);
        }

        Change(change);
        AssertRefused("DamagedStore", Owner);
    }

    [Fact]
    public void A_file_that_is_no_store_is_damaged()
    {
        File.WriteAllBytes(Path, [.. Enumerable.Repeat((byte)'x', 4096)]);
        AssertRefused("DamagedStore", Owner);
    }

    [Fact]
    public void A_commit_that_fails_leaves_all_as_it_was()
    {
        using MiningStore store = MiningStore.Open(Path, Owner);
        store.Commit([.. Appends(2, 3)]);
        Assert.Throws<InvariantBrokenException>(() => store.Commit([.. Appends(4, 4), .. Appends(6, 6)]));
        store.Dispose();
        using MiningStore again = MiningStore.Open(Path, Owner);
        Assert.Equal(new Height(4), again.Next);
    }

    private static IEnumerable<StoreWrite.Append> Appends(int first, int last) =>
        from height in Enumerable.Range(first, last - first + 1)
        select new StoreWrite.Append(
            new(TestBlocks.Followed(Chain[height], (ulong)height), Text($"judgement {height}")));

    private static ByteString Text(string text) => new(Encoding.ASCII.GetBytes(text));

    private void AssertRefused(string reason, MiningStoreOwner owner) => Assert.Equal(
        reason, Assert.Throws<MiningStoreException>(() => MiningStore.Open(Path, owner)).Refusal.Reason);

    private void Change(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}

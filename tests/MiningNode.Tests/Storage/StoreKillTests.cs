using System.Globalization;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Storage;

/// <summary>
/// A process that writes is killed at any moment, and the store is what it was after some commit.
/// </summary>
public sealed class StoreKillTests
{
    private const int Kills = 6;
    private const int BlocksPerCommit = 3;
    private const int Undoable = 12;
    private const int CommitsMax = 10_000;
    private const ulong Seed = 7;

    private static readonly MiningStoreOwner Owner = new("regtest", "killed", new(1));

    [Fact]
    public async Task A_killed_writer_leaves_whole_commits_and_all_that_it_was_told_are_durable()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededGenerator(Seed, stream: 1);
        ulong done = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            ulong until = done + 1 + (ulong)random.NextBelow(40);
            using (ExplicitTest writer =
                ExplicitTest.Start(typeof(StoreKillTests), nameof(Writer), folder.Root))
            {
                await Eventually.HoldsAsync(() => writer.HasEnded || Acknowledged(folder) >= until);
                Assert.False(writer.HasEnded, "The writer has ended by itself.");
                writer.Kill();
            }

            ulong acknowledged = Acknowledged(folder);
            done = CommitsIn(folder);
            Assert.True(
                done >= acknowledged && done <= acknowledged + 1, $"{done} of {acknowledged} (seed {Seed})");
        }
    }

    /// <summary>
    /// What is killed: it writes commit after commit, and says after each that it is durable.
    /// </summary>
    [Fact(Explicit = true)]
    public void Writer()
    {
        string folder = ExplicitTest.Folder;
        using MiningStore store = MiningStore.Open(Path.Combine(folder, "store"), Owner);
        BlockHeader last = store.Next > store.First
            ? store.HeaderAt(store.Next.Previous)
            : TestBlocks.Genesis.Header;
        for (int i = 0; i < CommitsMax; i++)
        {
            ulong commit = (store.Next.Value - 1) / BlocksPerCommit;
            var writes = new List<StoreWrite>();
            for (ulong at = 0; at < BlocksPerCommit; at++)
            {
                var height = new Height(store.Next.Value + at);
                Block block = TestBlocks.On(last, height, "killed");
                writes.Add(new StoreWrite.Append(new(TestBlocks.Followed(block, height.Value), default)));
                last = block.Header;
            }

            ulong next = store.Next.Value + BlocksPerCommit;
            if (next - store.First.Value > 2 * Undoable)
            {
                writes.Add(new StoreWrite.Rebase(new(next - Undoable), StateBefore(next - Undoable)));
            }

            store.Commit(writes);

            // Moved as a whole, so that whoever reads or kills meanwhile finds the last number or this one.
            string said = Path.Combine(folder, "durable");
            File.WriteAllText($"{said}.new", $"{commit + 1}");
            File.Move($"{said}.new", said, overwrite: true);
        }
    }

    private static ByteString StateBefore(ulong height) => new(BitConverter.GetBytes(height));

    /// <summary>How many commits the writer has named as durable.</summary>
    private static ulong Acknowledged(TemporaryFolder folder)
    {
        string path = folder.In("durable");
        return File.Exists(path) ? ulong.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
    }

    private static ulong CommitsIn(TemporaryFolder folder)
    {
        using MiningStore store = MiningStore.Open(folder.In("store"), Owner);
        Assert.Equal(0UL, (store.Next.Value - 1) % BlocksPerCommit);
        Assert.Equal(store.Next.Value - store.First.Value, (ulong)store.Blocks().Count());
        Assert.Equal(store.First == Owner.Start ? null : StateBefore(store.First.Value), store.State);
        return (store.Next.Value - 1) / BlocksPerCommit;
    }
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ssz;

/// <summary>The sizes and types at which the tree of a list changes its form.</summary>
public sealed class MerkleListTests
{
    public static TheoryData<int> Sizes =>
        [0, 1, 2, 3, 4, 5, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025, 4097];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bytes_root_and_JSON_are_those_of_the_plain_list(int count)
    {
        foreach (int limit in (int[])[Math.Max(count, 1), count + 1, 2 * count + 2, 1 << 20, int.MaxValue])
        {
            AssertSame(SszTypes.Uint64, count, limit, static i => (ulong)i + 1);
            AssertSame(SszTypes.Uint8, count, limit, static i => (ulong)i % 256);
            AssertSame(SszTypes.Boolean, count, limit, static i => i % 3 == 1);
            AssertSame(SszTypes.Gwei, count, limit, static i => new Gwei((ulong)i + 1));
            AssertSame(SszTypes.Hash32, count, limit, static i => Merkle.MixIn(default, (ulong)i));
            AssertSame(SszTypes.Text(40), count, limit, static i => new string('x', i % 41));
        }
    }

    [Fact]
    public void Limits_of_registries_are_possible()
    {
        SszMerkleList<Hash32, Unmeasured<Hash32>> type = SszTypes.MerkleList(SszTypes.Hash32, 1L << 40);
        Hash32 root = Merkle.MixIn(Merkle.Root([new Hash32(new byte[32])], 1UL << 40), 1);
        Assert.Equal(root, type.HashTreeRoot(type.Empty.Add(default)));
        Assert.Equal(41, type.BranchOf(type.Empty.Add(default), 0).Siblings.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    public void Elements_beyond_the_limit_are_refused(int limit)
    {
        SszMerkleList<ulong, Unmeasured<ulong>> type = SszTypes.MerkleList(SszTypes.Uint64, limit);
        Assert.True(type.TryRead(new byte[8 * limit], out MerkleList<ulong, Unmeasured<ulong>>? full));
        Assert.Equal(limit, full.Count);
        Assert.False(type.TryRead(new byte[8 * (limit + 1)], out _));
        Assert.False(type.TryRead(new byte[(8 * limit) - 1], out _));
        MerkleList<ulong, Unmeasured<ulong>> beyond = full.Add(1);
        Assert.Throws<InvariantBrokenException>(() => type.Serialize(beyond));
        Assert.Throws<InvariantBrokenException>(() => type.HashTreeRoot(beyond));
        Assert.Throws<FormatException>(() => type.ParseJson($"[{string.Join(',', beyond)}]"));
    }

    [Fact]
    public void A_list_of_another_schema_is_refused()
    {
        SszMerkleList<ulong, Unmeasured<ulong>> type = SszTypes.MerkleList(SszTypes.Uint64, 10);
        MerkleList<ulong, Unmeasured<ulong>> other =
            SszTypes.MerkleList(SszTypes.Uint32, 10).Empty.Add(1);
        Assert.Throws<InvariantBrokenException>(() => type.HashTreeRoot(other));
        Assert.Equal(type.Empty.Add(1), other);
    }

    [Fact]
    public void Indices_out_of_range_are_refused()
    {
        SszMerkleList<ulong, Unmeasured<ulong>> type = SszTypes.MerkleList(SszTypes.Uint64, 10);
        MerkleList<ulong, Unmeasured<ulong>> list = type.From([1, 2]);
        foreach (int index in (int[])[-1, 2, 64, int.MaxValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => list[index]);
            Assert.Throws<ArgumentOutOfRangeException>(() => list.With(index, 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => list.ToBuilder()[index]);
            Assert.Throws<ArgumentOutOfRangeException>(() => type.BranchOf(list, index));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => list.MeasureOf(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.MeasureOf(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => type.Empty[0]);
    }

    [Fact]
    public void An_element_of_a_basic_type_is_proved_with_its_chunk()
    {
        SszMerkleList<ulong, Unmeasured<ulong>> type = SszTypes.MerkleList(SszTypes.Uint64, 1000);
        MerkleList<ulong, Unmeasured<ulong>> list =
            type.From([.. Enumerable.Range(0, 999).Select(static i => (ulong)i)]);
        var chunk = new byte[32];
        for (int i = 0; i < 4; i++)
        {
            SszTypes.Uint64.Write(492UL + (ulong)i, chunk.AsSpan(8 * i));
        }

        MerkleBranch branch = type.BranchOf(list, 494);
        Assert.Equal(new GeneralizedIndex(512 + (494 / 4)), branch.Index);
        Assert.True(branch.IsValid(new(chunk), type.HashTreeRoot(list)));
    }

    [Fact]
    public void It_is_a_field_of_a_container()
    {
        SszMerkleList<Gwei, Unmeasured<Gwei>> list = SszTypes.MerkleList(SszTypes.Gwei, 100);
        SszContainer<Book> shared = SszContainer.Of<Book>()
            .Field("slot", SszTypes.Slot, static x => x.Slot)
            .Field("amounts", list, static x => x.Amounts)
            .Build(static v => new(v.Take<Slot>(), v.Take<MerkleList<Gwei, Unmeasured<Gwei>>>()));
        SszContainer<Book> plain = SszContainer.Of<Book>()
            .Field("slot", SszTypes.Slot, static x => x.Slot)
            .Field("amounts", SszTypes.List(SszTypes.Gwei, 100), static x => x.Amounts.ToSequence())
            .Build(static v => throw new NotSupportedException());
        var book = new Book(new(7), list.From([new(1), new(2), new(3)]));
        Assert.Equal(plain.Serialize(book), shared.Serialize(book));
        Assert.Equal(plain.HashTreeRoot(book), shared.HashTreeRoot(book));
        Assert.Equal(book, shared.Deserialize(shared.Serialize(book)));
        Assert.NotEqual(book, book with { Amounts = book.Amounts.With(1, new(3)) });
    }

    [Fact]
    public void Hashing_a_container_of_numbers_allocates_nothing()
    {
        var account = new MerkleAccount(new(1), new(2), IsEligible: true);
        Hash32 root = MerkleAccount.Ssz.HashTreeRoot(account);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Hash32 again = MerkleAccount.Ssz.HashTreeRoot(account);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(root, again);
    }

    private static void AssertSame<T>(SszType<T> element, int count, int limit, Func<int, T> make)
        where T : notnull
    {
        SszType<Sequence<T>> plain = SszTypes.List(element, limit);
        SszMerkleList<T, Unmeasured<T>> shared = SszTypes.MerkleList(element, limit);
        Sequence<T> items = Enumerable.Range(0, count).Select(make).ToSequence();
        MerkleList<T, Unmeasured<T>> list = shared.From(items.AsSpan());
        string about = $"{typeof(T).Name}, {count} of at most {limit}";
        Assert.True(plain.HashTreeRoot(items) == shared.HashTreeRoot(list), about);
        byte[] bytes = plain.Serialize(items);
        Assert.True(bytes.AsSpan().SequenceEqual(shared.Serialize(list)), about);
        Assert.True(list.Equals(shared.Deserialize(bytes)), about);
        Assert.True(list.Equals(shared.ParseJson(plain.ToJson(items))), about);
        Assert.True(plain.ToJson(items) == shared.ToJson(list), about);
    }

    private sealed record Book(Slot Slot, MerkleList<Gwei, Unmeasured<Gwei>> Amounts);
}

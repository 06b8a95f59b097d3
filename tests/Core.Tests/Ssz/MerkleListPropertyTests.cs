using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using Accounts = TrustlessPools.Ssz.MerkleList<
    TrustlessPools.Core.Tests.Ssz.MerkleAccount, TrustlessPools.Core.Tests.Ssz.EligibleAccounts>;

namespace TrustlessPools.Core.Tests.Ssz;

/// <summary>A list with shared nodes is the plain list, whatever is done in whatever order.</summary>
public sealed class MerkleListPropertyTests
{
    private const int Limit = 5000;

    private static readonly SszType<Sequence<MerkleAccount>> Plain =
        SszTypes.List(MerkleAccount.Ssz, Limit);

    private static readonly SszMerkleList<MerkleAccount, EligibleAccounts> Shared =
        SszTypes.MerkleList<MerkleAccount, EligibleAccounts>(MerkleAccount.Ssz, Limit);

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(250)]
    [InlineData(4090)]
    public void Any_changes_give_what_the_plain_list_gives_and_old_versions_stay(int start)
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            var generator = new SeededGenerator(seed);
            string about = $"Seed {seed}, start {start}";
            Sequence<MerkleAccount> plain = RandomAccounts(generator, start);
            var versions = new List<(Sequence<MerkleAccount> Plain, Accounts Shared)>
            {
                (plain, Shared.From(plain.AsSpan())),
            };
            for (int step = 0; step < 12; step++)
            {
                // Any version may be the origin of the next, so versions branch.
                (Sequence<MerkleAccount> Plain, Accounts Shared) origin =
                    versions[generator.NextBelow(versions.Count)];
                versions.Add(Changed(origin, generator));
                AssertSame(versions[generator.NextBelow(versions.Count)], $"{about}, step {step}");
            }

            versions.ForEach(v => AssertSame(v, about));
        }
    }

    [Fact]
    public void Branches_prove_each_element_and_nothing_else()
    {
        const ulong Seed = 9;
        var generator = new SeededGenerator(Seed);
        foreach (int count in (int[])[1, 2, 16, 17, 255, 257, 700])
        {
            Accounts list = Shared.From(RandomAccounts(generator, count).AsSpan());
            for (int run = 0; run < 5; run++)
            {
                int index = generator.NextBelow(count);
                AssertProves(list, index, generator, $"Seed {Seed}, {index} of {count}");
            }
        }
    }

    [Fact]
    public void Searches_and_sums_are_those_of_a_scan()
    {
        for (ulong seed = 20; seed < 30; seed++)
        {
            var generator = new SeededGenerator(seed);
            int count = generator.NextBelow(1200);
            MerkleListBuilder<MerkleAccount, EligibleAccounts> builder =
                Shared.From(RandomAccounts(generator, count).AsSpan()).ToBuilder();
            for (int run = 0; run < 40; run++)
            {
                string about = $"Seed {seed}, run {run}";
                if (count > 0 && generator.NextChance(1, 2))
                {
                    builder[generator.NextBelow(count)] = MerkleAccount.Random(generator);
                }

                AssertScans(builder, generator, about);
            }
        }
    }

    private static void AssertScans(
        MerkleListBuilder<MerkleAccount, EligibleAccounts> builder, SeededGenerator generator, string about)
    {
        int prefix = generator.NextBelow(builder.Count + 1);
        int nth = generator.NextBelow(Math.Max(builder.Count / 2, 1));
        EligibleAccounts sum = default;
        EligibleAccounts sumOfPrefix = default;
        int found = builder.Count;
        for (int i = 0; i < builder.Count; i++)
        {
            sumOfPrefix = i == prefix ? sum : sumOfPrefix;
            sum = EligibleAccounts.Add(sum, EligibleAccounts.Of(builder[i]));
            found = found == builder.Count && sum.Count >= nth ? i : found;
        }

        sumOfPrefix = prefix == builder.Count ? sum : sumOfPrefix;
        Assert.True(sum == builder.Measure, about);
        Assert.True(sumOfPrefix == builder.MeasureOf(prefix), about);
        Assert.True(found == builder.Find(nth, static (m, n) => m.Count >= n), about);
        Accounts list = builder.ToList();
        Assert.True(sum == list.Measure, about);
        Assert.True(found == list.Find(nth, static (m, n) => m.Count >= n), about);
    }

    private static void AssertProves(Accounts list, int index, SeededGenerator generator, string about)
    {
        Hash32 root = Shared.HashTreeRoot(list);
        Hash32 leaf = MerkleAccount.Ssz.HashTreeRoot(list[index]);
        MerkleBranch branch = Shared.BranchOf(list, index);
        Assert.True(branch.IsValid(leaf, root), about);
        Assert.True(branch.Index == Shared.IndexOf(index), about);
        Assert.True(branch.Siblings.Count == branch.Index.Depth, about);
        Assert.False(branch.IsValid(Flipped(leaf, generator), root), about);
        Assert.False(branch.IsValid(leaf, Flipped(root, generator)), about);
        int bit = generator.NextBelow(branch.Index.Depth);
        ulong place = branch.Index.Value ^ (1UL << bit);
        Assert.False((branch with { Index = new(place) }).IsValid(leaf, root), about);
        Assert.False((branch with { Index = new(place << 1) }).IsValid(leaf, root), about);
        Assert.False((branch with { Index = default }).IsValid(leaf, root), about);
        for (int i = 0; i < branch.Siblings.Count; i++)
        {
            Sequence<Hash32> siblings = branch.Siblings.With(i, Flipped(branch.Siblings[i], generator));
            Assert.False((branch with { Siblings = siblings }).IsValid(leaf, root), about);
        }

        byte[] bytes = MerkleBranch.Ssz.Serialize(branch);
        Assert.True(MerkleBranch.Ssz.Deserialize(bytes) == branch, about);
    }

    private static Hash32 Flipped(Hash32 hash, SeededGenerator generator)
    {
        byte[] bytes = hash.ToArray();
        bytes[generator.NextBelow(bytes.Length)] ^= (byte)(1 << generator.NextBelow(8));
        return new(bytes);
    }

    private static void AssertSame((Sequence<MerkleAccount> Plain, Accounts Shared) version, string about)
    {
        Assert.True(version.Plain.SequenceEqual(version.Shared), about);
        Assert.True(Plain.HashTreeRoot(version.Plain) == Shared.HashTreeRoot(version.Shared), about);
        Accounts anew = Shared.From(version.Plain.AsSpan());
        Assert.True(anew.Equals(version.Shared), about);
        Assert.True(anew.GetHashCode() == version.Shared.GetHashCode(), about);
        Assert.True(anew.Measure == version.Shared.Measure, about);
    }

    private static (Sequence<MerkleAccount> Plain, Accounts Shared) Changed(
        (Sequence<MerkleAccount> Plain, Accounts Shared) version, SeededGenerator generator)
    {
        var plain = version.Plain.ToList();
        Accounts shared = version.Shared;
        MerkleListBuilder<MerkleAccount, EligibleAccounts>? builder =
            generator.NextChance(1, 2) ? shared.ToBuilder() : null;
        int edits = generator.NextBelow(40);
        for (int edit = 0; edit < edits; edit++)
        {
            MerkleAccount account = MerkleAccount.Random(generator);
            int index = generator.NextChance(1, 4) ? plain.Count : generator.NextBelow(plain.Count + 1);
            shared = builder is null ? Put(shared, index, account) : Put(builder, index, account, shared);
            plain.RemoveRange(index, index < plain.Count ? 1 : 0);
            plain.Insert(index, account);
            if (builder is not null && generator.NextChance(1, 10))
            {
                // What is given out in between stays as it is while the builder goes on.
                shared = builder.ToList();
                Shared.HashTreeRoot(shared);
            }
        }

        return (plain.ToSequence(), builder?.ToList() ?? shared);
    }

    private static Accounts Put(Accounts list, int index, MerkleAccount account) =>
        index == list.Count ? list.Add(account) : list.With(index, account);

    private static Accounts Put(
        MerkleListBuilder<MerkleAccount, EligibleAccounts> builder,
        int index,
        MerkleAccount account,
        Accounts unchanged)
    {
        if (index == builder.Count)
        {
            builder.Add(account);
        }
        else
        {
            builder[index] = account;
        }

        return unchanged;
    }

    private static Sequence<MerkleAccount> RandomAccounts(SeededGenerator generator, int count)
    {
        var accounts = new MerkleAccount[count];
        for (int i = 0; i < count; i++)
        {
            accounts[i] = MerkleAccount.Random(generator);
        }

        return accounts.ToSequence();
    }
}

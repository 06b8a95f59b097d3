using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>
/// A coinbase that differs from a qualified one in anything that is paid or said is not qualified.
/// </summary>
public sealed class CoinbaseMutationTests
{
    private static readonly Satoshi One = new(1);

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 8).Select(static i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_satoshi_more_or_less_anywhere_is_unqualified(ulong seed)
    {
        (PoolOnAChain pool, Transaction honest) = Random(seed);
        for (int i = 0; i < honest.Outputs.Count; i++)
        {
            TransactionOutput output = honest.Outputs[i];
            AssertUnqualified(pool, With(honest, i, output with { Amount = output.Amount + One }), seed);
            if (output.Amount > default(Satoshi))
            {
                AssertUnqualified(pool, With(honest, i, output with { Amount = output.Amount - One }), seed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_satoshi_moved_from_anybody_to_anybody_is_unqualified(ulong seed)
    {
        (PoolOnAChain pool, Transaction honest) = Random(seed);
        int paying = honest.Outputs.Count - 2;
        foreach ((int from, int to) in Pairs(paying))
        {
            TransactionOutput poorer = honest.Outputs[from], richer = honest.Outputs[to];
            Transaction changed = With(honest, from, poorer with { Amount = poorer.Amount - One });
            changed = With(changed, to, richer with { Amount = richer.Amount + One });
            var unqualified = AssertUnqualified(pool, changed, seed);
            Assert.Equal("WrongAmount", unqualified.Reason.Reason);
            Assert.Equal(Math.Min(from, to), unqualified.Difference!.Index);
            Assert.Equal(honest.Outputs[Math.Min(from, to)], unqualified.Difference.Expected);
            Assert.Equal(changed.Outputs[Math.Min(from, to)], unqualified.Difference.Paid);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Payments_swapped_dropped_repeated_split_or_to_others_are_unqualified(ulong seed)
    {
        (PoolOnAChain pool, Transaction honest) = Random(seed);
        int paying = honest.Outputs.Count - 2;
        foreach ((int i, int j) in Pairs(paying).Where(static p => p.From < p.To))
        {
            AssertUnqualified(
                pool, With(With(honest, i, honest.Outputs[j]), j, honest.Outputs[i]), seed);
        }

        for (int i = 0; i < paying; i++)
        {
            TransactionOutput output = honest.Outputs[i];
            AssertUnqualified(pool, With(honest, i, output with { Script = Scripts.Of(999) }), seed);
            AssertUnqualified(pool, Of(honest, [.. honest.Outputs.Where((_, k) => k != i)]), seed);
            AssertUnqualified(pool, Of(honest, [.. honest.Outputs, output]), seed);
            var half = output with { Amount = One };
            AssertUnqualified(pool, Of(honest, [
                .. honest.Outputs.Take(i),
                half,
                output with { Amount = output.Amount - One },
                .. honest.Outputs.Skip(i + 1),
            ]), seed);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_bit_of_the_tag_matters(ulong seed)
    {
        (PoolOnAChain pool, Transaction honest) = Random(seed);
        int tag = honest.Outputs.Count - 2;
        byte[] script = honest.Outputs[tag].Script.ToArray();
        for (int bit = 0; bit < script.Length * 8; bit++)
        {
            byte[] changed = [.. script];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Judgement judgement = pool.State.Judge(With(honest, tag, new(default, new(changed))));

            // The script at the end is the finder's; another one is another finder.
            Assert.False(judgement is Judgement.Qualified, $"bit {bit}, seed {seed}");
        }
    }

    [Fact]
    public void Outputs_of_nothing_may_stand_anywhere()
    {
        (PoolOnAChain pool, Transaction honest) = Random(0);
        Sequence<TransactionOutput> turned = honest.Outputs.Reverse().Take(2)
            .Concat(honest.Outputs.SkipLast(2)).ToSequence();
        Assert.IsType<Judgement.Qualified>(pool.State.Judge(honest with { Outputs = turned }));
        Assert.IsType<Judgement.Qualified>(pool.State.Judge(
            honest with { Outputs = turned.Add(new(default, new([0x6a]))) }));
    }

    [Fact]
    public void Forged_tags_are_named()
    {
        (PoolOnAChain pool, Transaction honest) = Random(1);
        int place = honest.Outputs.Count - 2;
        TransactionOutput tag = honest.Outputs[place];
        AssertReason("RepeatedTag", pool, honest with { Outputs = honest.Outputs.Add(tag) });
        AssertReason("MalformedTag", pool, With(honest, place, new(default, new([
            0x6a, 0x4c, tag.Script[1], .. tag.Script.AsSpan()[2..]]))));
        AssertReason("MalformedTag", pool, With(honest, place, new(default, new([
            .. tag.Script.AsSpan(), 0]))));
        RuleId rule = pool.State.Rule.Identify();
        var greedy = new PoolTag(rule, honest.Paid, default, new([0x51]));
        AssertReason("ForbiddenScript", pool, With(honest, place, new(default, greedy.Encode(false))));
        AssertReason("NotACoinbase", pool, honest with { Inputs = [] });
        AssertReason("MalformedTag", pool, With(honest, place, new(default, new([
            .. tag.Script.AsSpan(), .. new byte[300]]))));
        var rich = new PoolTag(rule, Satoshi.MoneyMax + One, default, Scripts.Of(3));
        AssertReason("RewardTooLarge", pool, With(honest, place, new(default, rich.Encode(false))));
        var other = new PoolTag(new(rule.Value ^ 1), honest.Paid, default, Scripts.Of(3));
        Assert.IsType<Judgement.NotOfThePool>(
            pool.State.Judge(With(honest, place, new(default, other.Encode(false)))));
    }

    [Fact]
    public void What_is_missing_and_what_is_too_much_is_named()
    {
        // All of a reward goes to the one block before.
        var pool = new PoolOnAChain(new() { Window = SharingWindow.Last(1), Share = new(1, 1) });
        pool.Share(1, new(5000));
        TransactionOutput tag = new(default, pool.State.TagOf(new(5000), Scripts.Of(2)));
        Judge(null, 0, Pay(5000, 1));
        Judge("ExtraPayment", 1, Pay(5000, 1), Pay(1, 1));
        Judge("MissingPayment", 0);
        Judge("WrongRecipient", 0, Pay(5000, 2));
        Judge("WrongAmount", 0, Pay(4999, 1), Pay(1, 2));
        Judge("WrongAmount", 0, Pay(ulong.MaxValue, 1), Pay(ulong.MaxValue, 2));

        void Judge(string? reason, int index, params TransactionOutput[] outputs)
        {
            Judgement judgement = pool.State.Judge(PoolOnAChain.Coinbase(default, [.. outputs, tag]));
            var unqualified = judgement as Judgement.Unqualified;
            Assert.Equal(reason, unqualified?.Reason.Reason);
            Assert.Equal(index, unqualified?.Difference?.Index ?? 0);
        }

        static TransactionOutput Pay(ulong amount, int miner) => new(new(amount), Scripts.Of(miner));
    }

    /// <summary>
    /// A pool of some miners, some of whom have found several blocks, and the next coinbase.
    /// </summary>
    private static (PoolOnAChain Pool, Transaction Honest) Random(ulong seed)
    {
        var random = new SeededGenerator(seed);
        var pool = new PoolOnAChain(new()
        {
            Window = SharingWindow.Last(11),
            Share = new(12, 13),
            Basis = seed % 2 == 0 ? WeightBasis.Amount : WeightBasis.Equal,
        });
        for (int i = 0; i < 5 + random.NextBelow(20); i++)
        {
            pool.Share(random.NextBelow(9), new(312_500_000 + random.NextBelow(20_000_000UL)));
        }

        return (pool, pool.Honest(3, new(312_500_000 + random.NextBelow(20_000_000UL))));
    }

    private static IEnumerable<(int From, int To)> Pairs(int count) =>
        from i in Enumerable.Range(0, count)
        from j in Enumerable.Range(0, count)
        where i != j
        select (i, j);

    private static Transaction With(Transaction coinbase, int index, TransactionOutput output) =>
        coinbase with { Outputs = coinbase.Outputs.With(index, output) };

    private static Transaction Of(Transaction coinbase, Sequence<TransactionOutput> outputs) =>
        coinbase with { Outputs = outputs };

    private static Judgement.Unqualified AssertUnqualified(
        PoolOnAChain pool, Transaction coinbase, ulong seed)
    {
        Judgement judgement = pool.State.Judge(coinbase);
        Assert.True(judgement is Judgement.Unqualified, $"seed {seed}: {judgement}");
        return (Judgement.Unqualified)judgement;
    }

    private static void AssertReason(string reason, PoolOnAChain pool, Transaction coinbase) =>
        Assert.Equal(reason, Assert.IsType<Judgement.Unqualified>(pool.State.Judge(coinbase)).Reason.Reason);
}

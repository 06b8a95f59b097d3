using TrustlessPools.Committees.Assignment;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Assignment;

public sealed class DrawTests
{
    private const int Rounds = SwapOrNot.RoundsMainnet;
    private static readonly Hash32 Seed = Hash32.Sha256("draw"u8);

    /// <summary>What another implementation of the specification page drew.</summary>
    [Fact]
    public void Committees_are_those_of_the_specification()
    {
        Hash32 mix = new([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);
        Sequence<OperatorId> eligible =
            [new(1), new(2), new(3), new(5), new(8), new(13), new(21), new(34), new(55), new(89)];
        Sequence<PoolDraw> draws = Draw.Committees(
            eligible,
            [new(new(0), 4), new(new(1), 11), new(new(2), 4), new(new(4), 7), new(new(9), 10)],
            DrawSeed.For(new(7), mix),
            Rounds);
        Sequence<PoolDraw> expected =
        [
            Drawn(0, 13, 5, 21, 8),
            new PoolDraw.Refused(new(new(1), Supplied: 11, Permitted: 10)),
            Drawn(2, 1, 3, 2, 34),
            Drawn(4, 89, 55, 2, 13, 3, 8, 34),
            Drawn(9, 1, 55, 89, 5, 21, 3, 8, 34, 13, 2),
        ];
        Assert.Equal(expected.ToString(), draws.ToString());
        Assert.Equal(expected, draws);
    }

    [Fact]
    public void Any_draw_follows_the_rule_with_distinct_members_and_loads_that_differ_by_at_most_one()
    {
        const ulong GeneratorSeed = 2;
        var generator = new SeededGenerator(GeneratorSeed);
        for (int run = 0; run < 300; run++)
        {
            (Sequence<OperatorId> eligible, Sequence<PoolSeats> pools) = RandomQuestion(generator);
            Sequence<PoolDraw> draws = Draw.Committees(eligible, pools, Seed, rounds: 10);
            try
            {
                Assert.Equal(pools.Select(static p => p.Pool), draws.Select(static d => d.Pool));
                AssertSame(DrawAsWritten.Committees(eligible, pools, Seed, rounds: 10), Committees(draws));
                AssertDistinct(eligible, pools, draws);
                AssertEven(eligible, Committees(draws));
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Assert.Fail($"Seed {GeneratorSeed}, run {run}, {eligible.Count} operators: {e.Message}");
            }
        }
    }

    [Fact]
    public void A_pool_gets_every_eligible_operator_but_not_one_more()
    {
        Sequence<OperatorId> eligible = Operators(5);
        Sequence<PoolDraw> draws = Draw.Committees(eligible, [new(new(3), 5)], Seed, Rounds);
        Committee whole = Assert.Single(Committees(draws));
        Assert.Equal(eligible, whole.Members.Order());

        PoolDraw refused = Assert.Single(Draw.Committees(eligible, [new(new(3), 6)], Seed, Rounds));
        Assert.Equal(new PoolDraw.Refused(new(new(3), Supplied: 6, Permitted: 5)), refused);
    }

    [Fact]
    public void A_committee_has_no_more_seats_than_its_schema_holds()
    {
        Sequence<OperatorId> eligible = Operators(Committee.SeatsMax + 2);
        Sequence<PoolDraw> draws = Draw.Committees(
            eligible,
            [new(new(1), Committee.SeatsMax), new(new(2), Committee.SeatsMax + 1)],
            Seed,
            rounds: 1);
        Assert.Equal(Committee.SeatsMax, Assert.IsType<PoolDraw.Drawn>(draws[0]).Committee.Members.Count);
        Assert.Equal(
            new PoolDraw.Refused(
                new(new(2), Supplied: Committee.SeatsMax + 1, Permitted: Committee.SeatsMax)),
            draws[1]);
    }

    [Fact]
    public void Without_operators_every_pool_is_refused()
    {
        PoolDraw refused = Assert.Single(Draw.Committees([], [new(new(1), 1)], Seed, Rounds));
        Assert.Equal(new PoolDraw.Refused(new(new(1), Supplied: 1, Permitted: 0)), refused);
    }

    [Fact]
    public void A_refused_pool_changes_nothing_for_the_others()
    {
        Sequence<OperatorId> eligible = Operators(10);
        Sequence<PoolDraw> with = Draw.Committees(
            eligible, [new(new(1), 4), new(new(2), 11), new(new(3), 8)], Seed, Rounds);
        Sequence<PoolDraw> without = Draw.Committees(
            eligible, [new(new(1), 4), new(new(3), 8)], Seed, Rounds);
        Assert.IsType<PoolDraw.Refused>(with[1]);
        Assert.Equal(Committees(without), Committees(with));
    }

    [Fact]
    public void Lists_that_are_not_strictly_ascending_are_a_defect()
    {
        AssertDefect([new(2), new(1)], [new(new(1), 1)]);
        AssertDefect([new(1), new(1)], [new(new(1), 1)]);
        AssertDefect([new(0), new(1)], [new(new(1), 1)]);
        AssertDefect([new(1), new(2)], [new(new(2), 1), new(new(1), 1)]);
        AssertDefect([new(1), new(2)], [new(new(1), 1), new(new(1), 1)]);
        AssertDefect([new(1), new(2)], [new(new(1), 0)]);
    }

    [Fact]
    public void A_committee_is_serialised_and_read_back()
    {
        var committee = new Committee(new(3), [new(7), new(1)]);
        byte[] bytes = Committee.Ssz.Serialize(committee);
        Assert.Equal("03000000" + "08000000" + "07000000" + "01000000", Convert.ToHexStringLower(bytes));
        Assert.True(Committee.Ssz.TryRead(bytes, out Committee? read));
        Assert.Equal(committee, read);
    }

    private static PoolDraw.Drawn Drawn(uint pool, params uint[] members) =>
        new(new(new(pool), members.Select(static id => new OperatorId(id)).ToSequence()));

    private static Sequence<OperatorId> Operators(int count) =>
        Enumerable.Range(1, count).Select(static id => new OperatorId((uint)id)).ToSequence();

    private static Committee[] Committees(Sequence<PoolDraw> draws) =>
        [.. draws.OfType<PoolDraw.Drawn>().Select(static drawn => drawn.Committee)];

    /// <summary>
    /// Up to 30 operators with gaps between their numbers, and up to 12 pools, one in some refused.
    /// </summary>
    private static (Sequence<OperatorId> Eligible, Sequence<PoolSeats> Pools) RandomQuestion(
        SeededGenerator generator)
    {
        var eligible = Enumerable.Range(1, 60).Where(_ => generator.NextChance(1, 3)).ToList();
        var pools = Enumerable.Range(0, 20).Where(_ => generator.NextChance(2, 5)).ToList();
        return (
            eligible.Select(static id => new OperatorId((uint)id)).ToSequence(),
            pools.Select(id => new PoolSeats(new((uint)id), 1 + generator.NextBelow(eligible.Count + 2)))
                .ToSequence());
    }

    private static void AssertSame(
        List<(PoolId Pool, List<OperatorId> Members)> expected, Committee[] committees)
    {
        Assert.Equal(expected.Count, committees.Length);
        for (int i = 0; i < committees.Length; i++)
        {
            Assert.Equal(expected[i].Pool, committees[i].Pool);
            Assert.Equal(expected[i].Members, committees[i].Members);
        }
    }

    private static void AssertDistinct(
        Sequence<OperatorId> eligible, Sequence<PoolSeats> pools, Sequence<PoolDraw> draws)
    {
        for (int i = 0; i < pools.Count; i++)
        {
            if (draws[i] is PoolDraw.Refused refused)
            {
                Assert.Equal(new(pools[i].Pool, pools[i].Seats, eligible.Count), refused.Refusal);
                Assert.True(pools[i].Seats > eligible.Count);
                continue;
            }

            Sequence<OperatorId> members = Assert.IsType<PoolDraw.Drawn>(draws[i]).Committee.Members;
            Assert.Equal(pools[i].Seats, members.Count);
            Assert.Equal(members.Count, members.Distinct().Count());
            Assert.Empty(members.Except(eligible));
        }
    }

    private static void AssertEven(Sequence<OperatorId> eligible, Committee[] committees)
    {
        if (eligible.Count == 0)
        {
            Assert.Empty(committees);
            return;
        }

        var loads = eligible.Select(id => committees.Count(c => c.Members.Contains(id))).ToList();
        Assert.InRange(loads.Max() - loads.Min(), 0, 1);
    }

    private static void AssertDefect(Sequence<OperatorId> eligible, Sequence<PoolSeats> pools) =>
        Assert.Throws<InvariantBrokenException>(() => Draw.Committees(eligible, pools, Seed, rounds: 1));
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>Freed seats go to the next in the queue.</summary>
public sealed class SeatQueueTests
{
    [Fact]
    public void The_failed_make_room_seat_by_seat_and_the_good_stay() => Assert.Equal(
        Accounts(1, 9, 3, 7),
        Seated(SeatQueue.Fill(
            members: Accounts(1, 2, 3, 4), failed: Accounts(4, 2), candidates: Accounts(9, 7, 8))));

    [Fact]
    public void Who_is_or_was_a_member_or_comes_twice_is_passed_over() => Assert.Equal(
        Accounts(5, 6, 3),
        Seated(SeatQueue.Fill(
            members: Accounts(1, 2, 3), failed: Accounts(1, 2), candidates: Accounts(3, 2, 5, 1, 5, 6))));

    [Fact]
    public void Without_a_failed_member_nothing_changes() => Assert.Equal(
        Accounts(1, 2),
        Seated(SeatQueue.Fill(members: Accounts(1, 2), failed: [], candidates: Accounts(3))));

    [Fact]
    public void Operators_of_the_chain_are_seated_alike() => Assert.Equal(
        new Seating<OperatorId>.Seated([new(3), new(2)]),
        SeatQueue.Fill<OperatorId>(
            members: [new(1), new(2)], failed: [new(1)], candidates: [new(2), new(3)]));

    [Fact]
    public void Too_few_candidates_are_refused()
    {
        Seating<AccountId> seating = SeatQueue.Fill(
            members: Accounts(1, 2, 3), failed: Accounts(1, 2), candidates: Accounts(4, 3, 4));
        var refused = Assert.IsType<Seating<AccountId>.Refused>(seating);
        Assert.Equal("TooFewCandidates", refused.Refusal.Reason);
        Assert.Equal("1 candidates", refused.Refusal.Supplied);
    }

    [Fact]
    public void Only_members_fail_and_none_sits_twice()
    {
        Assert.Throws<InvariantBrokenException>(static () =>
            SeatQueue.Fill(members: Accounts(1, 2), failed: Accounts(3), candidates: Accounts(4)));
        Assert.Throws<InvariantBrokenException>(static () =>
            SeatQueue.Fill(members: Accounts(1, 1), failed: Accounts(1), candidates: Accounts(4)));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Good_members_keep_their_seats_and_nobody_sits_twice(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 300; round++)
        {
            List<AccountId> all = [.. Enumerable.Range(0, 40).Select(static i => new AccountId((uint)i))];
            random.Shuffle(all);
            Sequence<AccountId> members = all.Take(1 + random.NextBelow(20)).ToSequence();
            Sequence<AccountId> failed = members.Where(_ => random.NextChance(1, 3)).ToSequence();
            Sequence<AccountId> candidates = Enumerable.Range(0, random.NextBelow(60))
                .Select(_ => all[random.NextBelow(all.Count)]).ToSequence();
            string where = $"seed {seed}, round {round}: {members}, {failed}, {candidates}";
            Sequence<AccountId> fresh = candidates.Distinct().Except(members).ToSequence();
            if (SeatQueue.Fill(members, failed, candidates) is not Seating<AccountId>.Seated seated)
            {
                Assert.True(fresh.Count < failed.Count, where);
                continue;
            }

            Assert.True(seated.Members.Count == members.Count, where);
            Assert.True(seated.Members.Distinct().Count() == members.Count, where);
            Assert.True(!seated.Members.Intersect(failed).Any(), where);
            Assert.True(
                members.Zip(seated.Members).All(p => p.First == p.Second || failed.Contains(p.First)), where);
            Assert.True(
                seated.Members.Except(members).SequenceEqual(fresh.Take(failed.Count)), where);
        }
    }

    private static Sequence<AccountId> Accounts(params uint[] numbers) =>
        numbers.Select(static n => new AccountId(n)).ToSequence();

    private static Sequence<AccountId> Seated(Seating<AccountId> seating) =>
        Assert.IsType<Seating<AccountId>.Seated>(seating).Members;
}

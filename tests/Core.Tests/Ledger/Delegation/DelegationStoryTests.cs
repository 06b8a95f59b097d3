using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>One delegator's story, epoch by epoch; the amounts were computed by hand.</summary>
public sealed class DelegationStoryTests
{
    [Fact]
    public void Who_delegates_in_2_is_first_paid_when_6_begins_and_who_leaves_in_5_last_when_8_does()
    {
        var story = new DelegationStory();
        AssertNext(story, alice: 0, bob: 0, carol: 0, dave: 0, reserve: 0);
        AssertNext(story, alice: 0, bob: 0, carol: 0, dave: 0, reserve: 0);
        AssertNext(story, alice: 0, bob: 0, carol: 0, dave: 0, reserve: 0);
        Assert.Equal(2, story.Ledger.Delegation.Mark.Stakes.Count(s => s.Pool == new PoolId(0)));
        Assert.DoesNotContain(story.Ledger.Delegation.Set.Stakes, s => s.Account == story.Bob);
        AssertNext(story, alice: 9169230, bob: 0, carol: 4582051, dave: 6187179, reserve: 5061540);
        Assert.Contains(story.Ledger.Delegation.Set.Stakes, s => s.Account == story.Bob);
        AssertNext(story, alice: 9169230, bob: 0, carol: 4582051, dave: 6187179, reserve: 5061540);
        Assert.Contains(story.Ledger.Delegation.Go.Stakes, s => s.Account == story.Bob);
        AssertNext(story, alice: 9778204, bob: 4067948, carol: 5287179, dave: 7405127, reserve: 3461542);
        AssertNext(story, alice: 10638344, bob: 4466549, carol: 4864102, dave: 6674358, reserve: 3356647);
        AssertNext(story, alice: 9778204, bob: 4067948, carol: 5287179, dave: 7405127, reserve: 3461542);
        AssertNext(story, alice: 9169230, bob: 0, carol: 4582051, dave: 6187179, reserve: 5061540);
    }

    [Fact]
    public void A_principal_comes_back_whole_once_21_days_are_over()
    {
        var story = new DelegationStory();
        while (story.Ledger.Delegation.Epoch.Value < 25)
        {
            story.Next();
        }

        // Asked for in beacon epoch 5 * 225; 4725 later it is 5850, where reward epoch 26 begins.
        var id = new LockId(story.AlicesFund, 4);
        story.Ledger.Do(new AdvanceEpoch(new(5849)));
        Assert.Equal(
            "NotYetWithdrawable", story.Ledger.Refused(story.Bob, (a, n) => new Release(a, n, id)).Reason);
        story.Next();
        Gwei before = story.Ledger.Account(story.Bob).Free;
        story.Ledger.Do(story.Bob, (a, n) => new Release(a, n, id));
        Assert.Equal(before + story.Ledger.Unit, story.Ledger.Account(story.Bob).Free);
    }

    [Fact]
    public void An_operator_cannot_spend_what_is_delegated_to_it()
    {
        var story = new DelegationStory();
        while (story.Ledger.Delegation.Epoch.Value < 6)
        {
            story.Next();
        }

        TestDelegation ledger = story.Ledger;
        var bobs = new LockId(story.AlicesFund, 4);
        Assert.Equal(
            "NotTheOwner", ledger.Refused(story.Alice, (a, n) => new RequestUnlock(a, n, bobs)).Reason);
        Assert.Equal("NotTheOwner", ledger.Refused(story.Alice, (a, n) => new Release(a, n, bobs)).Reason);
        Assert.Equal("NotTheOwner", ledger.Refused(story.Alice, (a, n) => new Settle(a, n, bobs)).Reason);
        Gwei free = ledger.Account(story.Alice).Free;
        Gwei earned = ledger.Earned(story.Alice);
        Assert.Equal("Overdraft", ledger.Refused(
            story.Alice, (a, n) => new Withdraw(a, n, free + new Gwei(1))).Reason);
        Assert.Equal("Overdraft", ledger.Refused(
            story.Alice, (a, n) => new Collect(a, n, earned + new Gwei(1))).Reason);
        Assert.Equal("NoBond", ledger.Refused(
            story.Alice, (a, n) => new WithdrawBond(a, n, story.AlicesFund, story.Ledger.Unit)).Reason);
        ledger.Do(story.Alice, (a, n) => new Collect(a, n, earned));
        ledger.Do(story.Alice, (a, n) => new Withdraw(a, n, free + earned));
    }

    [Fact]
    public void The_state_survives_its_bytes()
    {
        var story = new DelegationStory();
        for (int i = 0; i < 7; i++)
        {
            story.Next();
        }

        story.Ledger.Do(story.Carol, static (a, n) => new ChangeTerms(a, n, new(1), DelegationStory.Alices));
        DelegatedLedger state = story.Ledger.State;
        byte[] bytes = DelegatedLedger.Ssz.Serialize(state);
        Assert.True(DelegatedLedger.Ssz.TryRead(bytes, out DelegatedLedger? read));
        Assert.Equal(state.Delegation, read.Delegation);
        Assert.Equal(DelegatedLedger.Ssz.HashTreeRoot(state), DelegatedLedger.Ssz.HashTreeRoot(read));
    }

    private static void AssertNext(
        DelegationStory story, ulong alice, ulong bob, ulong carol, ulong dave, ulong reserve)
    {
        AccountId[] all = [story.Alice, story.Bob, story.Carol, story.Dave, TestDelegation.Reserve];
        ulong[] before = [.. all.Select(a => story.Ledger.Earned(a).Value)];
        story.Next();
        ulong[] paid = [.. all.Select((a, i) => story.Ledger.Earned(a).Value - before[i])];
        Assert.Equal([alice, bob, carol, dave, reserve], paid);
    }
}

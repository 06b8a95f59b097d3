using System.Collections.Immutable;
using TrustlessPools.Core.Tests.PoolChain.Money;
using TrustlessPools.Ethereum;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Operators;

/// <summary>What people ask an operator to post is answered, kept, sent again, and followed.</summary>
public sealed class OfferTests
{
    private static readonly OperatorId Self = new(1);

    private readonly MoneyHarness _money = new();

    [Fact]
    public void What_applies_is_taken_stored_and_sent_to_all()
    {
        OperatorTransition taken = Apply(Start(), new OperatorInput.OperationOffered(Withdrawal(0)));
        Hash32 root = OfferedOperations.RootOf(Withdrawal(0));
        Assert.Contains(new OperatorEffect.Tell(new OperatorEvent.OperationTaken(root)), taken.Effects);
        Assert.Equal(3, taken.Effects.OfType<OperatorEffect.Send>().Count());
        Assert.Equal([root], taken.State.Offered.Waiting.Keys);
        Assert.Equal(
            StoreKeys.Offer(root), Assert.Single(taken.Effects.OfType<OperatorEffect.Put>()).Key);
    }

    [Fact]
    public void What_does_not_apply_is_refused_by_its_name_and_changes_nothing()
    {
        OperatorState start = Start();
        OperatorTransition refused = Apply(start, new OperatorInput.OperationOffered(Withdrawal(7)));
        Assert.Equal("WrongNumber", ReasonOf(refused));
        Assert.Empty(refused.State.Offered.Waiting);
        Assert.Empty(refused.Effects.OfType<OperatorEffect.Write>());
    }

    [Fact]
    public void What_operators_post_by_themselves_is_not_for_people() => Assert.Equal(
        "NotForPeople",
        ReasonOf(Apply(Start(), new OperatorInput.OperationOffered(new PostFence(default, default)))));

    [Fact]
    public void Only_so_many_wait_at_a_time()
    {
        OperatorState state = Start();
        for (ulong amount = 1; amount <= OfferedOperations.WaitingMax; amount++)
        {
            state = Apply(state, new OperatorInput.OperationOffered(Withdrawal(0, amount))).State;
        }

        Assert.Equal(OfferedOperations.WaitingMax, state.Offered.Waiting.Count);
        OperatorTransition refused = Apply(state, new OperatorInput.OperationOffered(Withdrawal(0, 99)));
        Assert.Equal("TooManyOffers", ReasonOf(refused));

        // What waits already is asked for again by somebody who has not heard the answer.
        Operation again = Withdrawal(0, 1);
        Assert.Contains(
            new OperatorEffect.Tell(new OperatorEvent.OperationTaken(OfferedOperations.RootOf(again))),
            Apply(state, new OperatorInput.OperationOffered(again)).Effects);
    }

    [Fact]
    public void A_restarted_operator_goes_on_offering()
    {
        OperatorTransition taken = Apply(Start(), new OperatorInput.OperationOffered(Withdrawal(0)));
        ImmutableSortedDictionary<string, ByteString> records = taken.Effects
            .OfType<OperatorEffect.Put>()
            .ToImmutableSortedDictionary(static p => p.Key, static p => p.Value, StringComparer.Ordinal);
        OperatorState again = OperatorMachine.Start(
            Settings, StoredRecords.Empty with { Records = records }, Now).State;
        Assert.Equal(taken.State.Offered.Waiting.Keys, again.Offered.Waiting.Keys);
        OperatorTransition tick = OperatorMachine.Apply(
            Settings,
            again,
            _money.Chain.Rules.Clock.StartOf(new Tick(1)),
            new OperatorInput.TimePassed());
        Assert.True(tick.Effects.OfType<OperatorEffect.Send>().Count() >= 6);
    }

    [Fact]
    public void A_block_that_holds_it_ends_the_waiting_and_what_it_made_void_is_refused()
    {
        var alone = new MoneyHarness(operators: 1, seats: 1, threshold: 1);
        var settings = new OperatorSettings(
            alone.Chain.Rules, Self, alone.Chain.Operators[Self].Identity, Preset.Minimal);
        OperatorState state = OperatorMachine.Start(settings, StoredRecords.Empty, Now).State;
        Operation[] rivals = [Withdrawal(0, 1, alone), Withdrawal(0, 2, alone)];
        foreach (Operation rival in rivals)
        {
            state = OperatorMachine.Apply(
                settings, state, Now, new OperatorInput.OperationOffered(rival)).State;
        }

        Assert.Equal(2, state.Offered.Waiting.Count);
        for (ulong tick = 0; tick < 4; tick++)
        {
            Instant now = alone.Chain.Rules.Clock.StartOf(new Tick(tick));
            state = OperatorMachine.Apply(settings, state, now, new OperatorInput.TimePassed()).State;
        }

        Assert.Empty(state.Offered.Waiting);
        SettledOperation[] fates =
            [.. rivals.Select(r => state.Offered.FateOf(OfferedOperations.RootOf(r))!)];
        Assert.Single(fates, static f => f.Height.HasValue);
        Assert.Equal("WrongNumber", Assert.Single(fates, static f => !f.Height.HasValue).Refusal!.Reason);
    }

    private OperatorSettings Settings => new(
        new ChainRules(_money.Chain.Genesis, new Memo(1000)),
        Self,
        _money.Chain.Operators[Self].Identity,
        Preset.Minimal);

    private Instant Now => _money.Chain.Rules.Clock.StartOf(default(Tick)) - new Duration(1);

    private OperatorState Start() => OperatorMachine.Start(Settings, StoredRecords.Empty, Now).State;

    private OperatorTransition Apply(OperatorState state, OperatorInput input) =>
        OperatorMachine.Apply(Settings, state, Now, input);

    private PostRequest Withdrawal(ulong number, ulong amount = 1, MoneyHarness? money = null)
    {
        MoneyHarness of = money ?? _money;
        return PostRequest.Sign(
            new LedgerRequest(new Withdraw(of.StakerAccount, number, new(amount))),
            of.Staker,
            of.Chain.Rules.Network);
    }

    private static string ReasonOf(OperatorTransition transition) => Assert.Single(
        transition.Effects.OfType<OperatorEffect.Tell>()
            .Select(static t => t.Event).OfType<OperatorEvent.OperationRefused>()).Refusal.Reason;
}

using TrustlessPools.Node.Hosting;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Hosting;

/// <summary>What peers send is gathered, and operations wait for each other, but for nothing else.</summary>
public sealed class OperatorInboxTests
{
    private static readonly ByteString Operation = new OperationMessage(
        new SignedOperation(new(1), new RetireOperator(new(1)), default)).ToBytes();

    private static readonly ByteString Status = new StatusMessage(default, default).ToBytes();

    private readonly StoppedClock _clock = new();

    [Fact]
    public async Task Operations_wait_for_each_other_and_are_gathered_together()
    {
        using OperatorInbox inbox = Inbox();
        await Receive(inbox, 1, Operation);
        await Receive(inbox, 2, Operation);
        Assert.False(inbox.Gather(out _));
        _clock.Ring();
        Assert.Equal([1, 2], Gathered(inbox));
        Assert.Equal(OperatorInbox.OperationsWait, _clock.Due);
    }

    [Fact]
    public async Task Other_messages_do_not_wait()
    {
        using OperatorInbox inbox = Inbox();
        await Receive(inbox, 1, Operation);
        await Receive(inbox, 2, Status);
        inbox.Post(new OperatorInput.TimePassed());
        Assert.True(inbox.Gather(out IReadOnlyList<OperatorInput.Received> messages));
        Assert.Equal(new OperatorId(2), Assert.Single(messages).Peer);
        Assert.True(inbox.TryTake(out OperatorInput? first));
        Assert.Same(messages[0], first);
        Assert.True(inbox.TryTake(out OperatorInput? second));
        Assert.IsType<OperatorInput.TimePassed>(second);
        Assert.False(inbox.TryTake(out _));
        _clock.Ring();
        Assert.Equal([1], Gathered(inbox));
    }

    [Fact]
    public async Task As_many_operations_as_are_gathered_at_a_time_wait_no_longer()
    {
        using OperatorInbox inbox = Inbox();
        for (uint i = 1; i <= OperatorInbox.GatheredMax; i++)
        {
            await Receive(inbox, i, Operation);
        }

        Assert.Equal(OperatorInbox.GatheredMax, Gathered(inbox).Length);
        await Receive(inbox, 1, Operation);
        Assert.False(inbox.Gather(out _));
        _clock.Ring();
        Assert.Equal([1], Gathered(inbox));
    }

    [Fact]
    public async Task Who_sends_too_much_waits_until_something_of_it_is_taken()
    {
        using OperatorInbox inbox = Inbox();
        for (int i = 0; i < OperatorInbox.UnprocessedPerPeerMax; i++)
        {
            await Receive(inbox, 1, Operation);
        }

        ValueTask waiting = Receive(inbox, 1, Operation);
        Assert.False(waiting.IsCompleted);
        Assert.True(inbox.Gather(out _));
        Assert.False(waiting.IsCompleted);
        Assert.True(inbox.TryTake(out _));
        await waiting;
    }

    private static ValueTask Receive(OperatorInbox inbox, uint peer, ByteString message) =>
        inbox.ReceiveAsync(new(peer), message, TestContext.Current.CancellationToken);

    private static uint[] Gathered(OperatorInbox inbox)
    {
        Assert.True(inbox.Gather(out IReadOnlyList<OperatorInput.Received> messages));
        while (inbox.TryTake(out _))
        {
        }

        return [.. messages.Select(static m => m.Peer.Value)];
    }

    private OperatorInbox Inbox() => new(static (_, _) => { }, _clock);

    /// <summary>A clock whose one timer rings when a test says so.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private TimerCallback? _ring;
        private object? _state;

        internal TimeSpan Due { get; private set; }

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_ring, _state) = (callback, state);
            return new StoppedTimer(this);
        }

        internal void Ring() => _ring!(_state);

        private sealed class StoppedTimer(StoppedClock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                clock.Due = dueTime;
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

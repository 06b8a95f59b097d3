using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

public sealed class ExitQueueTests
{
    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly Gwei Total = Ether * 34_000_000;
    private static readonly ExitQueue Queue =
        ExitQueue.Empty(new Epoch(2000), Total, ChurnParameters.Mainnet);

    [Fact]
    public void Who_fits_into_what_is_left_of_an_epoch_leaves_in_it()
    {
        QueuedExit first = Queue.Enqueue(Ether * 255);
        Assert.Equal(new Epoch(2005), first.ExitEpoch);
        Assert.Equal(new Epoch(2005), first.Queue.Enqueue(Ether * 1).ExitEpoch);
        QueuedExit late = first.Queue.Enqueue(Ether * 2);
        Assert.Equal(new Epoch(2006), late.ExitEpoch);
        Assert.Equal(Ether * 255, late.Queue.ExitBalanceToConsume);
    }

    [Fact]
    public void What_was_left_of_a_decided_epoch_lapses()
    {
        Assert.Equal(Queue, Queue.After(new Epoch(2004), Ether * 7));
        ExitQueue later = Queue.After(new Epoch(2005), Ether * 7);
        Assert.Equal((new Epoch(2005), Ether * 7), (later.EarliestExitEpoch, later.ExitBalanceToConsume));
    }

    [Fact]
    public void A_later_fork_can_lift_the_cap_on_exits_alone()
    {
        ChurnParameters gloas = ChurnParameters.Mainnet with
        {
            ChurnLimitQuotient = 32768,
            MaxPerEpochExitChurnLimit = null,
        };
        Assert.Equal(Ether * 1037, ChurnLimits.OfExits(Total, gloas));
        Assert.Equal(Ether * 256, ChurnLimits.OfActivations(Total, gloas));
    }

    [Fact]
    public void Exits_in_parts_are_the_exits_of_the_whole()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new SeededGenerator(seed);
            Gwei[] balances =
                [.. Enumerable.Range(0, random.NextBelow(60) + 2).Select(_ => RandomBalance(random))];
            (ExitQueue end, Epoch[] epochs) = Through(Queue, balances);

            // In two parts, the state keeping between them how far the queue is.
            int half = random.NextBelow(balances.Length) + 1;
            (ExitQueue middle, Epoch[] first) = Through(Queue, balances[..half]);
            ExitQueue next = ExitQueue.Empty(new Epoch(2000), Total, ChurnParameters.Mainnet)
                .After(middle.EarliestExitEpoch, middle.ExitBalanceToConsume);
            (ExitQueue parts, Epoch[] second) = Through(next, balances[half..]);
            Assert.True(end == parts && epochs.SequenceEqual([.. first, .. second]), $"seed {seed}");

            // As one balance.
            Gwei sum = balances.Aggregate(static (a, b) => a + b);
            Assert.True(end == Queue.Enqueue(sum).Queue, $"seed {seed}");
        }
    }

    [Fact]
    public void Nobody_overtakes_and_no_epoch_lets_more_through_than_its_churn()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new SeededGenerator(seed);
            Gwei[] balances =
                [.. Enumerable.Range(0, random.NextBelow(60) + 1).Select(_ => RandomBalance(random))];
            (_, Epoch[] epochs) = Through(Queue, balances);
            var gone = new Gwei(0);
            for (int i = 0; i < balances.Length; i++)
            {
                gone += balances[i];
                ulong passed = epochs[i].Value - Queue.EarliestExitEpoch.Value + 1;
                Assert.True(i == 0 || epochs[i - 1] <= epochs[i], $"seed {seed}");
                Assert.True(gone <= Queue.PerEpochChurn * passed, $"seed {seed}");
                Assert.True(gone > Queue.PerEpochChurn * (passed - 1), $"seed {seed}");
            }
        }
    }

    private static Gwei RandomBalance(SeededGenerator random) =>
        Ether * (random.NextChance(3, 4) ? 32 : random.NextBelow(2048UL) + 1);

    private static (ExitQueue End, Epoch[] Epochs) Through(ExitQueue queue, Gwei[] balances)
    {
        var epochs = new List<Epoch>();
        foreach (Gwei balance in balances)
        {
            QueuedExit exit = queue.Enqueue(balance);
            queue = exit.Queue;
            epochs.Add(exit.ExitEpoch);
        }

        return (queue, [.. epochs]);
    }
}

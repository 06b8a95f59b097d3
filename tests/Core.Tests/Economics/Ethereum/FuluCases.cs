using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

/// <summary>An epoch in which one validator votes and one alike does not, and a part of the rest.</summary>
internal sealed record EpochCase(
    Gwei Total,
    Gwei EffectiveBalance,
    ulong OnlinePercent,
    Gwei BaseRewardPerIncrement,
    Gwei BaseReward,
    FlagAmounts Flags,
    FlagAmounts FlagsInLeak,
    Gwei SyncSeat,
    Gwei SyncProposer)
{
    /// <summary>The stake of all others, in whole ether.</summary>
    internal Gwei Others => Total - (EffectiveBalance * 2);

    /// <summary>What of it votes, in whole ether.</summary>
    internal Gwei OthersOnline => new(Others.Value / 1_000_000_000 * OnlinePercent / 100 * 1_000_000_000);
}

/// <summary>By flag: source, target, head.</summary>
internal sealed record FlagAmounts(Sequence<Gwei> Rewards, Sequence<Gwei> Penalties);

/// <summary>A slashing.</summary>
internal sealed record SlashingCase(Gwei EffectiveBalance, Gwei InitialPenalty, Gwei ProposerGain);

/// <summary>A correlation penalty.</summary>
internal sealed record CorrelationCase(Gwei Total, Gwei Slashed, Gwei EffectiveBalance, Gwei Penalty);

/// <summary>The first of n validators that are slashed together; epochs count from the slashing.</summary>
internal sealed record LifeCase(
    Gwei Total,
    Gwei EffectiveBalance,
    ulong Validators,
    Gwei Initial,
    Gwei Attestations,
    Gwei Correlation,
    Gwei FinalBalance,
    Gwei Loss,
    Epoch Exit,
    Epoch LastExit,
    Epoch Withdrawable);

/// <summary>A validator in a leak, which votes never or every fifth epoch.</summary>
internal sealed record LeakCase(
    Gwei Total, Gwei EffectiveBalance, bool IsSemi, Sequence<LeakPoint> Points, ulong? FirstEjectable)
{
    /// <summary>Whether it votes in an epoch of the leak, counted from 1.</summary>
    internal bool IsVoting(ulong epoch) => IsSemi && epoch % 5 == 0;
}

/// <summary>What it has after so many epochs.</summary>
internal sealed record LeakPoint(ulong Epochs, ulong Score, Gwei Balance, Gwei EffectiveBalance);

/// <summary>Balances that leave, and the exit epoch of each, or of the first and the last.</summary>
internal sealed record ExitQueueCase(
    Gwei Total, Epoch Current, Gwei Churn, Sequence<Gwei> Exits, Sequence<Epoch> ExitEpochs)
{
    /// <summary>Compares the exit epochs of all with what the case has of them.</summary>
    internal void AssertExitEpochs(IReadOnlyList<Epoch> all) =>
        Assert.Equal(ExitEpochs, ExitEpochs.Count == all.Count ? all : [all[0], all[^1]]);
}

/// <summary>An effective balance and the next.</summary>
internal sealed record HysteresisCase(Gwei EffectiveBalance, bool IsCompounding, Gwei Balance, Gwei Next);

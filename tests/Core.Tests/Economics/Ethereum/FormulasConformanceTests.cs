using System.Globalization;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

/// <summary>
/// Every case of amounts that the specification's own functions gave, by the formulas alone.
/// </summary>
public sealed class FormulasConformanceTests
{
    private static readonly BeaconParameters Mainnet = BeaconParameters.Mainnet;

    /// <summary>The specification's names for what the formulas have.</summary>
    private static readonly Dictionary<string, ulong> Constants = new()
    {
        ["BASE_REWARD_FACTOR"] = BaseRewards.Factor,
        ["EFFECTIVE_BALANCE_INCREMENT"] = EffectiveBalances.Increment.Value,
        ["EPOCHS_PER_SLASHINGS_VECTOR"] = Mainnet.EpochsPerSlashingsVector,
        ["MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA"] = Mainnet.Penalties.MinSlashingPenaltyQuotient,
        ["WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA"] = Mainnet.Penalties.WhistleblowerRewardQuotient,
        ["PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX"] = Mainnet.Penalties.ProportionalSlashingMultiplier,
        ["INACTIVITY_PENALTY_QUOTIENT_BELLATRIX"] = Mainnet.Penalties.InactivityPenaltyQuotient,
        ["INACTIVITY_SCORE_BIAS"] = Mainnet.Penalties.InactivityScoreBias,
        ["INACTIVITY_SCORE_RECOVERY_RATE"] = Mainnet.Penalties.InactivityScoreRecoveryRate,
        ["MIN_EPOCHS_TO_INACTIVITY_PENALTY"] = InactivityLeak.MinEpochs,
        ["EJECTION_BALANCE"] = Mainnet.Churn.EjectionBalance.Value,
        ["MIN_VALIDATOR_WITHDRAWABILITY_DELAY"] = Mainnet.Churn.MinValidatorWithdrawabilityDelay,
        ["MAX_SEED_LOOKAHEAD"] = ExitQueue.MaxSeedLookahead,
        ["MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA"] = Mainnet.Churn.MinPerEpochChurnLimit.Value,
        ["MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT"] = Mainnet.Churn.MaxPerEpochExitChurnLimit!.Value.Value,
        ["CHURN_LIMIT_QUOTIENT"] = Mainnet.Churn.ChurnLimitQuotient,
        ["MIN_ACTIVATION_BALANCE"] = EffectiveBalances.MinActivation.Value,
        ["MAX_EFFECTIVE_BALANCE_ELECTRA"] = EffectiveBalances.Max.Value,
        ["HYSTERESIS_QUOTIENT"] = EffectiveBalances.HysteresisQuotient,
        ["HYSTERESIS_DOWNWARD_MULTIPLIER"] = EffectiveBalances.HysteresisDownwardMultiplier,
        ["HYSTERESIS_UPWARD_MULTIPLIER"] = EffectiveBalances.HysteresisUpwardMultiplier,
        ["SYNC_COMMITTEE_SIZE"] = SyncCommitteeRewards.CommitteeSize,
        ["SYNC_REWARD_WEIGHT"] = SyncCommitteeRewards.Weight,
        ["PROPOSER_WEIGHT"] = BaseRewards.ProposerWeight,
        ["TIMELY_SOURCE_WEIGHT"] = ParticipationFlag.TimelySource.Weight(),
        ["TIMELY_TARGET_WEIGHT"] = ParticipationFlag.TimelyTarget.Weight(),
        ["TIMELY_HEAD_WEIGHT"] = ParticipationFlag.TimelyHead.Weight(),
        ["WEIGHT_DENOMINATOR"] = ParticipationFlagWeights.Denominator,

        // Time is not of the formulas; the chain holds it.
        ["SLOTS_PER_EPOCH"] = Preset.Mainnet.SlotsPerEpoch,
        ["SHARD_COMMITTEE_PERIOD"] = TrustlessPools.DevelopmentChain.ChainConfig.Mainnet.ShardCommitteePeriod,
    };

    [Fact]
    public void Rewards_and_penalties_of_an_epoch() => FuluVectors.EachEpoch(static c =>
    {
        Gwei perIncrement = BaseRewards.PerIncrement(c.Total);
        Gwei baseReward = BaseRewards.Of(c.EffectiveBalance, perIncrement);
        Assert.Equal((c.BaseRewardPerIncrement, c.BaseReward), (perIncrement, baseReward));
        Gwei participating = c.OthersOnline + c.EffectiveBalance;
        foreach (bool isLeaking in new[] { false, true })
        {
            FlagAmounts expected = isLeaking ? c.FlagsInLeak : c.Flags;
            var participation = new FlagParticipation(participating, c.Total, isLeaking);
            ParticipationFlag[] flags = [.. ParticipationFlagWeights.Flags];
            Assert.Equal(
                expected.Rewards, flags.Select(f => FlagDeltas.Reward(baseReward, f, participation)));
            Assert.Equal(expected.Penalties, flags.Select(f => FlagDeltas.Penalty(baseReward, f)));
        }

        Gwei seat = SyncCommitteeRewards.PerSeat(c.Total, Preset.Mainnet.SlotsPerEpoch);
        Assert.Equal((c.SyncSeat, c.SyncProposer), (seat, SyncCommitteeRewards.ForProposer(seat)));
    });

    [Fact]
    public void Slashing_a_validator() => FuluVectors.EachSlashing(static c => Assert.Equal(
        (c.InitialPenalty, c.ProposerGain),
        (SlashingPenalties.Initial(c.EffectiveBalance, Mainnet.Penalties),
            SlashingPenalties.WhistleblowerReward(c.EffectiveBalance, Mainnet.Penalties))));

    [Fact]
    public void Correlation_penalties() => FuluVectors.EachCorrelation(static c => Assert.Equal(
        c.Penalty,
        SlashingPenalties.Correlation(
            c.EffectiveBalance,
            SlashingPenalties.CorrelationPerIncrement(new(c.Slashed, c.Total), Mainnet.Penalties))));

    [Fact]
    public void Life_of_a_slashed_validator() => FuluVectors.EachLife(static c =>
    {
        var life = SlashedLife.OfFirst(
            new()
            {
                Validators = c.Validators,
                EffectiveBalance = c.EffectiveBalance,
                TotalActive = c.Total,
            },
            Mainnet);
        Assert.Equal(
            new(c.Initial, c.Attestations, c.Correlation, c.FinalBalance, c.Exit, c.LastExit, c.Withdrawable),
            life);
        Assert.Equal(c.Loss, life.Loss);
    });

    [Fact]
    public void Inactivity_leak() => FuluVectors.EachLeak(static c =>
    {
        var points = c.Points.ToDictionary(static p => p.Epochs);
        var validator = LeakingBalance.Begin(c.EffectiveBalance);
        Gwei others = c.Total - c.EffectiveBalance;
        ulong? ejectable = null;
        for (ulong epoch = 1; epoch <= points.Keys.Max(); epoch++)
        {
            bool isLow = validator.EffectiveBalance <= Mainnet.Churn.EjectionBalance;
            ejectable ??= isLow ? epoch : null;
            validator = validator.AfterEpoch(c.IsVoting(epoch), others, Mainnet.Penalties);
            if (points.TryGetValue(epoch, out LeakPoint? point))
            {
                var own = new LeakPoint(
                    epoch, validator.Score.Value, validator.Balance, validator.EffectiveBalance);
                Assert.Equal(point, own);
            }
        }

        Assert.Equal(c.FirstEjectable, ejectable);
        Assert.True(c.IsSemi || validator == LeakingBalance.Offline(
            c.EffectiveBalance, others, points.Keys.Max(), Mainnet.Penalties));
    });

    [Fact]
    public void Exit_queue() => FuluVectors.EachExitQueue(static c =>
    {
        Assert.Equal(c.Churn, ChurnLimits.OfExits(c.Total, Mainnet.Churn));
        Assert.Equal(c.Churn, ChurnLimits.OfActivations(c.Total, Mainnet.Churn));
        var queue = ExitQueue.Empty(c.Current, c.Total, Mainnet.Churn);
        var epochs = new List<Epoch>();
        foreach (Gwei balance in c.Exits)
        {
            QueuedExit exit = queue.Enqueue(balance);
            Assert.Equal(exit.ExitEpoch + 256, exit.WithdrawableEpoch);
            epochs.Add(exit.ExitEpoch);
            queue = exit.Queue;
        }

        c.AssertExitEpochs(epochs);
    });

    [Fact]
    public void Hysteresis_of_effective_balances() => FuluVectors.EachHysteresis(static c => Assert.Equal(
        c.Next,
        EffectiveBalances.Next(
            c.EffectiveBalance,
            c.Balance,
            c.IsCompounding ? EffectiveBalances.Max : EffectiveBalances.MinActivation)));

    [Fact]
    public void Integer_square_root() => FuluVectors.EachSquareRoot(static c =>
        Assert.Equal(c.Root, IntegerSquareRoot.Of(c.Square)));

    [Fact]
    public void Constants_are_the_specification_s() => FuluVectors.EachConstant(static c =>
    {
        Assert.True(Constants.TryGetValue(c.Name, out ulong own), $"{c.Name} is nowhere.");
        Assert.Equal(c.Value, own.ToString(CultureInfo.InvariantCulture));
    });
}

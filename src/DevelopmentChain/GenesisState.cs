using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>Makes first states (consensus-specs <c>initialize_beacon_state_from_eth1</c>).</summary>
internal static class GenesisState
{
    /// <summary>Makes the state of a genesis, with the header of the genesis block complete.</summary>
    internal static BeaconState Of(ChainConfig config, Genesis genesis)
    {
        Sequence<Validator> validators = genesis.Validators.Map(static v => AtGenesis(v));
        var header = new BeaconBlockHeader(
            new Slot(0),
            new ValidatorIndex(0),
            ParentRoot: default,
            StateRoot: default,
            BodyRoot: BeaconBlockBody.SszFor(config.Preset).HashTreeRoot(BeaconBlockBody.Empty));
        BeaconState state = Of(
            config,
            genesis.Time,
            genesis.Seed,
            validators,
            genesis.Validators.Map(static v => v.Balance),
            header);
        return StateRoots.Of(state).CompleteHeader(state);
    }

    /// <summary>Makes a state at slot 0.</summary>
    /// <param name="config">The rules.</param>
    /// <param name="time">When slot 0 begins.</param>
    /// <param name="mix">The RANDAO mix of all epochs before.</param>
    /// <param name="validators">The registry.</param>
    /// <param name="balances">The validators' balances.</param>
    /// <param name="header">The header of the genesis block; its root is computed from it as it is.</param>
    internal static BeaconState Of(
        ChainConfig config,
        Instant time,
        Hash32 mix,
        Sequence<Validator> validators,
        Sequence<Gwei> balances,
        BeaconBlockHeader header)
    {
        var checkpoint = new Checkpoint(new Epoch(0), default);
        return WithProposers(new()
        {
            Config = config,
            GenesisTime = time,
            GenesisValidatorsRoot = StateRoots.OfRegistry(validators),
            Slot = new(0),
            Fork = ForkAtGenesis(config),
            LatestBlockHeader = header,
            LatestBlockRoot = BeaconBlockHeader.Ssz.HashTreeRoot(header),
            BlockRoots = RootVector.Filled(config.SlotsPerHistoricalRoot, default),
            Validators = validators,
            Balances = balances,
            RandaoMixes = RootVector.Filled(config.Preset.EpochsPerHistoricalVector, mix),
            Slashings = Sequence.Create<Gwei>(new Gwei[config.Preset.EpochsPerSlashingsVector]),
            PreviousEpochParticipation =
                Sequence.Create<ParticipationFlags>(new ParticipationFlags[validators.Count]),
            CurrentEpochParticipation =
                Sequence.Create<ParticipationFlags>(new ParticipationFlags[validators.Count]),
            JustificationBits = default,
            PreviousJustifiedCheckpoint = checkpoint,
            CurrentJustifiedCheckpoint = checkpoint,
            FinalizedCheckpoint = checkpoint,
            InactivityScores = Sequence.Create<InactivityScore>(new InactivityScore[validators.Count]),
            DepositBalanceToConsume = default,
            ExitBalanceToConsume = default,
            EarliestExitEpoch = default,
            PendingDeposits = [],
            ProposerLookahead = [],
        });
    }

    /// <summary>Nothing comes before the fork that a chain begins in.</summary>
    private static Fork ForkAtGenesis(ChainConfig config)
    {
        Fork fork = config.Forks.ForkAt(new Epoch(0));
        return fork with { PreviousVersion = fork.CurrentVersion };
    }

    /// <summary>consensus-specs <c>fulu/fork.md#initialize_proposer_lookahead</c>.</summary>
    private static BeaconState WithProposers(BeaconState state)
    {
        Sequence<ValidatorIndex> first = ProposerSelection.GetBeaconProposerIndices(state, new Epoch(0));
        Sequence<ValidatorIndex> second = ProposerSelection.GetBeaconProposerIndices(state, new Epoch(1));
        return state with { ProposerLookahead = [.. first, .. second] };
    }

    private static Validator AtGenesis(GenesisValidator genesis)
    {
        Validator validator = ValidatorPredicates.FromDeposit(
            genesis.PublicKey, genesis.WithdrawalCredentials, genesis.Balance);
        return validator.EffectiveBalance < EffectiveBalances.MinActivation
            ? validator
            : validator with { ActivationEligibilityEpoch = new Epoch(0), ActivationEpoch = new Epoch(0) };
    }
}

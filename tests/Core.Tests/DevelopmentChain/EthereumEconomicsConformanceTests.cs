using TrustlessPools.Core.Tests.Economics.Ethereum;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>
/// Amounts that the specification's own functions gave, every case of what this chain keeps to.
/// </summary>
/// <remarks>
/// The cases name one validator and the stake of the whole network. The rest of the network is one more
/// validator, of an effective balance that no real one can have; its own balance is set back where that would
/// matter.
/// </remarks>
public sealed class EthereumEconomicsConformanceTests
{
    private const int Rest = 0;
    private const int Own = 1;

    /// <summary>One validator is enough to have a state of mainnet's shape.</summary>
    private static readonly Lazy<BeaconState> GenesisOnce = new(() => TestChain
        .Begin(residents: 1, outside: 0, config: ChainConfig.Mainnet).State);

    [Fact]
    public void Rewards_and_penalties_of_an_epoch() => FuluVectors.EachEpoch(static c =>
    {
        // Two validators alike, of which one votes and one does not.
        Gwei[] stakes =
            [c.OthersOnline, c.EffectiveBalance, c.EffectiveBalance, c.Others - c.OthersOnline];
        foreach (bool isLeaking in new[] { false, true })
        {
            BeaconState state = StateOf(epoch: isLeaking ? 10UL : 3, stakes);
            ParticipationFlags all = Flags(0b111);
            var deltas = new AttestationDeltas(
                state with { PreviousEpochParticipation = [all, all, default, default] });
            FlagAmounts expected = isLeaking ? c.FlagsInLeak : c.Flags;
            AssertFlags(expected.Rewards, deltas.Of(Own), static d => d.Reward);
            AssertFlags(expected.Penalties, deltas.Of(Own + 1), static d => d.Penalty);
        }
    });

    [Fact]
    public void Slashing_a_validator() => FuluVectors.EachSlashing(static c =>
    {
        BeaconState state = StateOf(epoch: 3, [Ether(100_000), c.EffectiveBalance]);
        BeaconState slashed = SlashValidator.Apply(state, new(Own));
        Assert.Equal(c.InitialPenalty, state.Balances[Own] - slashed.Balances[Own]);
        Assert.Equal(c.ProposerGain, slashed.Balances[Rest] - state.Balances[Rest]);
    });

    [Fact]
    public void Correlation_penalties() => FuluVectors.EachCorrelation(static c =>
    {
        BeaconState state = StateOf(epoch: 5000, [c.Total - c.EffectiveBalance, c.EffectiveBalance]);
        Validator due =
            state.Validators[Own] with { Slashed = true, WithdrawableEpoch = new Epoch(5000 + 4096) };
        state = state with
        {
            Validators = state.Validators.With(Own, due),
            Slashings = state.Slashings.With(17, c.Slashed),
        };
        Assert.Equal(c.Penalty, state.Balances[Own] - ProcessSlashings.Apply(state).Balances[Own]);
    });

    [Fact]
    public void Life_of_a_slashed_validator() => FuluVectors.EachLife(static c =>
    {
        var n = (int)c.Validators;
        Gwei rest = c.Total - (c.EffectiveBalance * c.Validators);
        BeaconState state = StateOf(epoch: 2, [rest, .. Enumerable.Repeat(c.EffectiveBalance, n)]);
        for (int i = 1; i <= n; i++)
        {
            state = SlashValidator.Apply(state, new((ulong)i));
        }

        Validator first = state.Validators[Own];
        Gwei initial = c.EffectiveBalance - state.Balances[Own];
        (Gwei attesting, Gwei correlation) = LiveToWithdrawal(ref state);
        Gwei final = state.Balances[Own];
        Assert.Equal(c, new(
            c.Total,
            c.EffectiveBalance,
            c.Validators,
            initial,
            attesting,
            correlation,
            final,
            c.EffectiveBalance - final,
            first.ExitEpoch - 2,
            state.Validators[n].ExitEpoch - 2,
            first.WithdrawableEpoch - 2));
    });

    [Fact]
    public void Inactivity_leak() => FuluVectors.EachLeak(static c =>
    {
        var points = c.Points.ToDictionary(static p => p.Epochs);
        BeaconState state = StateOf(epoch: 10, [c.Total - c.EffectiveBalance, c.EffectiveBalance]);
        ulong? ejected = null;
        for (ulong epoch = 1; epoch <= points.Keys.Max(); epoch++)
        {
            // The registry is updated before the effective balances, so an ejection is an epoch behind.
            bool isLow = state.Validators[Own].EffectiveBalance <= state.Config.Churn.EjectionBalance;
            ejected ??= isLow ? epoch : null;
            state = EndEpoch(state, [Flags(0b111), c.IsVoting(epoch) ? Flags(0b111) : default]);
            Gwei effective = state.Validators[Own].EffectiveBalance;
            if (points.TryGetValue(epoch, out LeakPoint? point))
            {
                Assert.Equal(
                    point, new(epoch, state.InactivityScores[Own].Value, state.Balances[Own], effective));
            }
        }

        Assert.Equal(c.FirstEjectable, ejected);
    });

    [Fact]
    public void Exit_queue() => FuluVectors.EachExitQueue(static c =>
    {
        Gwei leaving = c.Exits.Aggregate(static (sum, e) => sum + e);
        BeaconState state = StateOf(c.Current.Value, [c.Total - leaving, .. c.Exits]);
        Assert.Equal(c.Churn, ValidatorExits.QueueOf(state).PerEpochChurn);
        for (int i = 1; i <= c.Exits.Count; i++)
        {
            state = ValidatorExits.InitiateValidatorExit(state, new((ulong)i));
        }

        c.AssertExitEpochs([.. state.Validators.Skip(1).Select(static v => v.ExitEpoch)]);
    });

    [Fact]
    public void Hysteresis_of_effective_balances() => FuluVectors.EachHysteresis(static c =>
    {
        BeaconState state = StateOf(epoch: 3, [Ether(1000), Ether(32)]);
        Validator validator = state.Validators[Own] with
        {
            EffectiveBalance = c.EffectiveBalance,
            WithdrawalCredentials = Credentials(c.IsCompounding ? (byte)2 : (byte)1),
        };
        state = state with
        {
            Validators = state.Validators.With(Own, validator),
            Balances = state.Balances.With(Own, c.Balance),
        };
        Assert.Equal(c.Next, ProcessEffectiveBalanceUpdates.Apply(state).Validators[Own].EffectiveBalance);
    });

    [Fact]
    public void Constants_are_the_specification_s() => FuluVectors.EachConstant(static c =>
    {
        // Duties that this chain leaves out have no number here.
        string[] leftOut = ["SYNC_COMMITTEE_SIZE", "SYNC_REWARD_WEIGHT"];
        (string Name, string Value)[] own =
            [.. SpecValues.Of(ChainConfig.Mainnet).Where(v => v.Name == c.Name)];
        Assert.True(
            own.Length == 1 || leftOut.Contains(c.Name), $"{c.Name} is not among the chain's numbers.");
        Assert.All(own, v => Assert.Equal(c.Value, v.Value));
    });

    /// <summary>
    /// A mainnet state at the last slot of an epoch, without finality since epoch 0 unless the epoch is
    /// early.
    /// </summary>
    private static BeaconState StateOf(ulong epoch, Gwei[] stakes)
    {
        ChainConfig config = ChainConfig.Mainnet;
        BeaconState genesis = GenesisOnce.Value;
        Validator entry = genesis.Validators[0] with { WithdrawalCredentials = Credentials(2) };
        return genesis with
        {
            Slot = config.LastSlot(new Epoch(epoch)),
            Validators = stakes.Select(s => entry with { EffectiveBalance = s }).ToSequence(),
            Balances = stakes.ToSequence(),
            PreviousEpochParticipation = stakes.Select(static _ => default(ParticipationFlags)).ToSequence(),
            CurrentEpochParticipation = stakes.Select(static _ => default(ParticipationFlags)).ToSequence(),
            InactivityScores = stakes.Select(static _ => default(InactivityScore)).ToSequence(),
            ProposerLookahead = genesis.ProposerLookahead.Map(static _ => new ValidatorIndex(Rest)),
        };
    }

    private static void AssertFlags(
        Sequence<Gwei> expected, ValidatorDeltas own, Func<Delta, Gwei> part) =>
        Assert.Equal(expected, [part(own.Source), part(own.Target), part(own.Head)]);

    /// <summary>
    /// The epochs from a slashing to the withdrawal of validator 1, in which the rest votes.
    /// </summary>
    private static (Gwei Attesting, Gwei Correlation) LiveToWithdrawal(ref BeaconState state)
    {
        var (attesting, correlation) = (new Gwei(0), new Gwei(0));
        ParticipationFlags[] participation = new ParticipationFlags[state.Validators.Count];
        participation[Rest] = Flags(0b111);
        state = state with { PreviousEpochParticipation = participation.ToSequence() };
        while (state.CurrentEpoch < state.Validators[Own].WithdrawableEpoch)
        {
            state = state with { FinalizedCheckpoint = new(state.PreviousEpoch, default) };
            Gwei before = state.Balances[Own];
            state = ProcessRewardsAndPenalties.Apply(ProcessInactivityUpdates.Apply(state));
            attesting += before - state.Balances[Own];
            before = state.Balances[Own];
            state = ProcessSlashings.Apply(state);
            correlation += before - state.Balances[Own];
            state = NextEpoch(state);
        }

        return (attesting, correlation);
    }

    private static BeaconState EndEpoch(BeaconState state, ParticipationFlags[] participation)
    {
        state = state with { PreviousEpochParticipation = participation.ToSequence() };
        return NextEpoch(ProcessRewardsAndPenalties.Apply(ProcessInactivityUpdates.Apply(state)));
    }

    private static BeaconState NextEpoch(BeaconState state)
    {
        state = state with { Balances = state.Balances.With(Rest, state.Validators[Rest].EffectiveBalance) };
        state = ProcessFinalUpdates.ProcessSlashingsReset(ProcessEffectiveBalanceUpdates.Apply(state));
        return state with { Slot = state.Slot + state.Config.Preset.SlotsPerEpoch };
    }

    private static WithdrawalCredentials Credentials(byte prefix)
    {
        var bytes = new byte[Hash32.Size];
        bytes[0] = prefix;
        return new(new Hash32(bytes));
    }

    private static ParticipationFlags Flags(byte value) => new(value);

    private static Gwei Ether(ulong eth) => new(eth * 1_000_000_000);
}

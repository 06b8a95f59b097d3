using System.Text.Json;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

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
    public void Rewards_and_penalties_of_an_epoch() => Each("epoch_deltas", static (file, c) =>
    {
        (ulong total, ulong own) = (Eth(c, "total_eth"), Eth(c, "eb_eth"));

        // Two validators alike, of which one votes and one does not.
        ulong rest = total - (2 * own);
        ulong online = rest * c.GetProperty("online_rest_pct").GetUInt64() / 100;
        foreach (bool isLeaking in new[] { false, true })
        {
            BeaconState state = StateOf(epoch: isLeaking ? 10UL : 3, [online, own, own, rest - online]);
            ulong perIncrement =
                ActiveBalances.GetBaseRewardPerIncrement(ActiveBalances.GetTotalActiveBalance(state)).Value;
            Assert.Equal(c.GetProperty("base_reward_per_increment").GetUInt64(), perIncrement);
            Assert.Equal(c.GetProperty("base_reward").GetUInt64(), perIncrement * own);

            ParticipationFlags all = Flags(0b111);
            var deltas = new AttestationDeltas(
                state with { PreviousEpochParticipation = [all, all, default, default] });
            AssertFlags(
                c, isLeaking ? "leak_reward_flags" : "reward_flags", deltas.Of(Own), static d => d.Reward);
            AssertFlags(
                c,
                isLeaking ? "leak_penalty_flags" : "penalty_flags",
                deltas.Of(Own + 1),
                static d => d.Penalty);
        }
    });

    [Fact]
    public void Slashing_a_validator() => Each("slash_validator", static (file, c) =>
    {
        BeaconState state = StateOf(epoch: 3, [100_000, Eth(c, "eb_eth")]);
        BeaconState slashed = SlashValidator.Apply(state, new(Own));
        Assert.Equal(
            c.GetProperty("initial_penalty").GetUInt64(),
            state.Balances[Own].Value - slashed.Balances[Own].Value);
        Assert.Equal(
            c.GetProperty("proposer_gain_if_no_whistleblower").GetUInt64(),
            slashed.Balances[Rest].Value - state.Balances[Rest].Value);
    });

    [Fact]
    public void Correlation_penalties() =>
        Each("process_slashings_totalActiveEth_sumSlashingsEth_ebEth_penaltyGwei", static (file, c) =>
        {
            (ulong total, ulong slashings, ulong own) =
                (c[0].GetUInt64(), c[1].GetUInt64(), c[2].GetUInt64());
            BeaconState state = StateOf(epoch: 5000, [total - own, own]);
            Validator due =
                state.Validators[Own] with { Slashed = true, WithdrawableEpoch = new Epoch(5000 + 4096) };
            state = state with
            {
                Validators = state.Validators.With(Own, due),
                Slashings = state.Slashings.With(17, Ether(slashings)),
            };
            Gwei balance = ProcessSlashings.Apply(state).Balances[Own];
            Assert.Equal(c[3].GetUInt64(), state.Balances[Own].Value - balance.Value);
        });

    [Fact]
    public void Life_of_a_slashed_validator() =>
        Each("slashed_validator_life_no_leak_first_of_n", static (file, c) =>
    {
        (ulong total, ulong own, int n) =
            (Eth(c, "total_eth"), Eth(c, "eb_eth"), c.GetProperty("n").GetInt32());
        BeaconState state = StateOf(epoch: 2, [total - (own * (ulong)n), .. Enumerable.Repeat(own, n)]);
        var first = new ValidatorIndex(Own);
        for (int i = 1; i <= n; i++)
        {
            state = SlashValidator.Apply(state, new((ulong)i));
        }

        AssertOffset(c, "exit_epoch_offset", state[first].ExitEpoch, since: 2);
        AssertOffset(c, "last_exit_offset", state.Validators[n].ExitEpoch, since: 2);
        AssertOffset(c, "withdrawable_offset", state[first].WithdrawableEpoch, since: 2);
        AssertGwei(c, "initial", Ether(own).Value - state.Balances[Own].Value);
        (ulong attesting, ulong correlation) = LiveToWithdrawal(ref state);
        AssertGwei(c, "attestation_penalties", attesting);
        AssertGwei(c, "correlation", correlation);
        AssertGwei(c, "final_balance", state.Balances[Own].Value);
        AssertGwei(c, "loss_per_validator", Ether(own).Value - state.Balances[Own].Value);
    });

    [Fact]
    public void Inactivity_leak() => Each("inactivity_leak", static (file, c) =>
    {
        (ulong total, ulong own) = (Eth(c, "total_eth"), Eth(c, "eb_eth"));
        bool isSemi = c.GetProperty("mode").GetString() == "semi";
        var points = c.GetProperty("points_epoch_score_balance_eb").EnumerateArray()
            .ToDictionary(
                static p => p[0].GetUInt64(),
                static p => (p[1].GetUInt64(), p[2].GetUInt64(), p[3].GetUInt64()));
        Assert.NotEmpty(points);
        BeaconState state = StateOf(epoch: 10, [total - own, own]);
        ulong? ejected = null;
        for (ulong epoch = 1; epoch <= points.Keys.Max(); epoch++)
        {
            // The registry is updated before the effective balances, so an ejection is an epoch behind.
            ejected ??= state.Validators[Own].EffectiveBalance <= state.Config.EjectionBalance ? epoch : null;
            ParticipationFlags flags = isSemi && epoch % 5 == 0 ? Flags(0b111) : default;
            state = EndEpoch(state, [Flags(0b111), flags]);
            Gwei effective = state.Validators[Own].EffectiveBalance;
            if (points.TryGetValue(epoch, out (ulong, ulong, ulong) expected))
            {
                Assert.Equal(
                    (epoch, expected),
                    (epoch, (state.InactivityScores[Own].Value, state.Balances[Own].Value, effective.Value)));
            }
        }

        JsonElement first = c.GetProperty("first_epoch_with_eb_at_or_below_ejection");
        Assert.Equal(first.ValueKind == JsonValueKind.Null ? null : first.GetUInt64(), ejected);
    });

    [Fact]
    public void Exit_queue() => Each("exit_queue", static (file, c) =>
    {
        bool isMany = c.GetProperty("exits_eth").ValueKind == JsonValueKind.String;
        ulong[] exits = isMany
            ? ManyExits(c.GetProperty("exits_eth").GetString()!)
            : [.. c.GetProperty("exits_eth").EnumerateArray().Select(static e => e.GetUInt64())];
        ulong leaving = exits.Aggregate(0UL, static (sum, e) => sum + e);
        BeaconState state =
            StateOf(c.GetProperty("current_epoch").GetUInt64(), [Eth(c, "total_eth") - leaving, .. exits]);
        Assert.Equal(
            c.GetProperty("churn").GetUInt64(), ActiveBalances.GetActivationExitChurnLimit(state).Value);
        for (int i = 1; i <= exits.Length; i++)
        {
            state = ExitQueue.InitiateValidatorExit(state, new((ulong)i));
        }

        ulong[] epochs = [.. state.Validators.Skip(1).Select(static v => v.ExitEpoch.Value)];
        ulong[] expected = isMany
            ? [c.GetProperty("first_exit_epoch").GetUInt64(), c.GetProperty("last_exit_epoch").GetUInt64()]
            : [.. c.GetProperty("exit_epochs").EnumerateArray().Select(static e => e.GetUInt64())];
        Assert.Equal(expected, isMany ? [epochs[0], epochs[^1]] : epochs);
    });

    [Fact]
    public void Hysteresis_of_effective_balances() =>
        Each("hysteresis_eb_compounding_balance_neweb", static (file, c) =>
    {
        BeaconState state = StateOf(epoch: 3, [1000, 32]);
        Validator validator = state.Validators[Own] with
        {
            EffectiveBalance = new(c[0].GetUInt64()),
            WithdrawalCredentials = Credentials(c[1].GetBoolean() ? (byte)2 : (byte)1),
        };
        state = state with
        {
            Validators = state.Validators.With(Own, validator),
            Balances = state.Balances.With(Own, new Gwei(c[2].GetUInt64())),
        };
        Assert.Equal(
            c[3].GetUInt64(),
            ProcessEffectiveBalanceUpdates.Apply(state).Validators[Own].EffectiveBalance.Value);
    });

    [Fact]
    public void Integer_square_root() => Each("isqrt", static (file, c) =>
        Assert.Equal(c[1].GetUInt64(), ActiveBalances.IntegerSquareRoot(c[0].GetUInt64())));

    [Fact]
    public void Constants_are_the_specification_s() => Each("constants", static (file, name) =>
    {
        // Duties that this chain leaves out have no number here.
        string[] leftOut = ["SYNC_COMMITTEE_SIZE", "SYNC_REWARD_WEIGHT"];
        string number = file.GetProperty("constants").GetProperty(name.GetString()!).GetRawText();
        (string Name, string Value)[] own =
            [.. SpecValues.Of(ChainConfig.Mainnet).Where(v => v.Name == name.GetString())];
        Assert.True(
            own.Length == 1 || leftOut.Contains(name.GetString()),
            $"{name} is not among the chain's numbers.");
        Assert.All(own, v => Assert.Equal(number, v.Value));
    });

    private static void Each(string part, Action<JsonElement, JsonElement> check) => VectorSuite.Open("econ")
        .EachCase("ethereum_fulu_spec.json", file => Cases(file.GetProperty(part)), check)
        .Finish();

    private static IEnumerable<JsonElement> Cases(JsonElement part) => part.ValueKind == JsonValueKind.Array
        ? part.EnumerateArray()
        : part.EnumerateObject().Select(static p => JsonDocument.Parse($"\"{p.Name}\"").RootElement);

    /// <summary>
    /// A mainnet state at the last slot of an epoch, without finality since epoch 0 unless the epoch is
    /// early.
    /// </summary>
    private static BeaconState StateOf(ulong epoch, ulong[] stakes)
    {
        ChainConfig config = ChainConfig.Mainnet;
        BeaconState genesis = GenesisOnce.Value;
        Validator entry = genesis.Validators[0] with { WithdrawalCredentials = Credentials(2) };
        return genesis with
        {
            Slot = config.LastSlot(new Epoch(epoch)),
            Validators = stakes.Select(s => entry with { EffectiveBalance = Ether(s) }).ToSequence(),
            Balances = stakes.Select(Ether).ToSequence(),
            PreviousEpochParticipation = stakes.Select(static _ => default(ParticipationFlags)).ToSequence(),
            CurrentEpochParticipation = stakes.Select(static _ => default(ParticipationFlags)).ToSequence(),
            InactivityScores = stakes.Select(static _ => default(InactivityScore)).ToSequence(),
            ProposerLookahead = genesis.ProposerLookahead.Map(static _ => new ValidatorIndex(Rest)),
        };
    }

    private static void AssertFlags(
        JsonElement c, string name, ValidatorDeltas own, Func<Delta, Gwei> part)
    {
        ulong[] expected = [.. c.GetProperty(name).EnumerateArray().Select(static e => e.GetUInt64())];
        ulong[] actual = [part(own.Source).Value, part(own.Target).Value, part(own.Head).Value];
        Assert.Equal(expected, actual);
    }

    /// <summary>
    /// The epochs from a slashing to the withdrawal of validator 1, in which the rest votes.
    /// </summary>
    private static (ulong Attesting, ulong Correlation) LiveToWithdrawal(ref BeaconState state)
    {
        (ulong attesting, ulong correlation) = (0, 0);
        ParticipationFlags[] participation = new ParticipationFlags[state.Validators.Count];
        participation[Rest] = Flags(0b111);
        state = state with { PreviousEpochParticipation = participation.ToSequence() };
        while (state.CurrentEpoch < state.Validators[Own].WithdrawableEpoch)
        {
            state = state with { FinalizedCheckpoint = new(state.PreviousEpoch, default) };
            Gwei before = state.Balances[Own];
            state = ProcessRewardsAndPenalties.Apply(ProcessInactivityUpdates.Apply(state));
            attesting += before.Value - state.Balances[Own].Value;
            before = state.Balances[Own];
            state = ProcessSlashings.Apply(state);
            correlation += before.Value - state.Balances[Own].Value;
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

    private static ulong[] ManyExits(string text)
    {
        string[] parts = text.Split(" x ");
        return [.. Enumerable.Repeat(ulong.Parse(parts[1], null), int.Parse(parts[0], null))];
    }

    private static void AssertOffset(JsonElement c, string name, Epoch epoch, ulong since) =>
        Assert.Equal(c.GetProperty(name).GetUInt64(), epoch.Value - since);

    private static void AssertGwei(JsonElement c, string name, ulong amount) =>
        Assert.Equal((name, c.GetProperty(name).GetUInt64()), (name, amount));

    private static WithdrawalCredentials Credentials(byte prefix)
    {
        var bytes = new byte[Hash32.Size];
        bytes[0] = prefix;
        return new(new Hash32(bytes));
    }

    private static ParticipationFlags Flags(byte value) => new(value);

    private static ulong Eth(JsonElement c, string name) => c.GetProperty(name).GetUInt64();

    private static Gwei Ether(ulong eth) => new(eth * 1_000_000_000);
}

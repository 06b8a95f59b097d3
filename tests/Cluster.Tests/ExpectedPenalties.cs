using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// What a slashed validator loses from its slashing on, by the formulas of docs/spec/penalties.md and what
/// the beacon chain's states give them; each step is compared with the balance that the chain has.
/// </summary>
/// <param name="validator">Who is slashed.</param>
/// <param name="slashing">The state after the block with the proof.</param>
internal sealed class ExpectedPenalties(ValidatorIndex validator, BeaconState slashing)
{
    private readonly int _index = (int)validator.Value;

    // Whose end is still to come.
    private Epoch _current = slashing.CurrentEpoch;

    /// <summary>What it has in the first slot of the epoch that was gone to.</summary>
    internal Gwei Balance { get; private set; } = slashing.Balances[(int)validator.Value];

    /// <summary>The correlation penalty; zero before it is due.</summary>
    internal Gwei Correlation { get; private set; }

    /// <summary>Goes on to the beginning of an epoch, of this one or a later.</summary>
    internal void AdvanceTo(BeaconChain chain, Epoch epoch)
    {
        for (; _current < epoch; _current += 1)
        {
            Charge(chain.StateAt(chain.Config.LastSlot(_current))!);
            Assert.Equal(chain.StateAt(chain.Config.FirstSlot(_current + 1))!.Balances[_index], Balance);
        }
    }

    /// <summary>Charges what falls at the end of an epoch.</summary>
    private void Charge(BeaconState last)
    {
        Validator slashed = last.Validators[_index];
        if (last.CurrentEpoch >= slashed.WithdrawableEpoch)
        {
            return;
        }

        Gwei active = Sum(last.Validators
            .Where(v => v.ActivationEpoch <= last.CurrentEpoch && last.CurrentEpoch < v.ExitEpoch)
            .Select(static v => v.EffectiveBalance));
        Balance -= FlagDeltas.PenaltyOfAll(
            BaseRewards.Of(slashed.EffectiveBalance, BaseRewards.PerIncrement(active)));
        if (SlashingPenalties.IsCorrelationDue(
            last.CurrentEpoch, slashed.WithdrawableEpoch, last.Config.Preset.EpochsPerSlashingsVector))
        {
            Correlation = SlashingPenalties.Correlation(
                slashed.EffectiveBalance,
                SlashingPenalties.CorrelationPerIncrement(
                    new(Slashed: Sum(last.Slashings), TotalActive: active), last.Config.Penalties));
            Balance -= Correlation;
        }
    }

    private static Gwei Sum(IEnumerable<Gwei> amounts) =>
        amounts.Aggregate(default(Gwei), static (sum, amount) => sum + amount);
}

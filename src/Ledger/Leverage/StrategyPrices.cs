using System.Diagnostics;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>What the protocol charges for a strategy, without any cap; computes it once.</summary>
/// <remarks>
/// Spec: docs/spec/leverage.md#price. Used by one thread. A price is that of the first of the validators,
/// which is the highest up to the order of leaving.
/// </remarks>
public sealed class StrategyPrices(StakedNetwork network)
{
    private readonly Dictionary<Strategy, Gwei> _known = [];

    /// <summary>The network.</summary>
    public StakedNetwork Network => network;

    /// <summary>What each validator that takes part loses, never more than its stake.</summary>
    /// <param name="strategy">Of at least one validator and at most all of the network's.</param>
    public Gwei PerValidator(Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (!_known.TryGetValue(strategy, out Gwei price))
        {
            Invariant.Holds(
                strategy.Validators > 0 && strategy.Validators <= network.ValidatorsMax,
                "A strategy takes validators that there are.");
            price = Compute(strategy);
            _known.Add(strategy, price);
        }

        return price;
    }

    /// <summary>What all that take part lose together; nothing for none.</summary>
    public Gwei Total(Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.Validators == 0 ? default : PerValidator(strategy) * strategy.Validators;
    }

    private Gwei Compute(Strategy strategy) => strategy switch
    {
        Strategy.SlashedTogether slashed => OfSlashing(slashed),
        Strategy.AbsentInLeak leak => OfLeak(leak),
        Strategy.Absent absent => OfAbsence(absent),
        _ => throw new UnreachableException(),
    };

    private Gwei OfSlashing(Strategy.SlashedTogether strategy)
    {
        var group = new SlashedGroup
        {
            Validators = strategy.Validators,
            EffectiveBalance = network.ValidatorStake,
            TotalActive = network.ActiveStake,
        };
        return SlashedLife.OfFirst(group, network.Beacon).Loss;
    }

    private Gwei OfLeak(Strategy.AbsentInLeak strategy) =>
        network.ValidatorStake - LeakingBalance.Offline(
            network.ValidatorStake, Others(1), strategy.Epochs, network.Beacon.Penalties).Balance;

    private Gwei OfAbsence(Strategy.Absent strategy)
    {
        Gwei balance = network.ValidatorStake;
        Gwei counted = balance;
        Gwei others = Others(strategy.Validators);
        for (ulong i = 0; i < strategy.Epochs; i++)
        {
            Gwei total = EffectiveBalances.AtLeastOneIncrement(others + (counted * strategy.Validators));
            balance = balance.MinusOrZero(
                FlagDeltas.PenaltyOfAll(BaseRewards.Of(counted, BaseRewards.PerIncrement(total))));
            counted = EffectiveBalances.Next(counted, balance, EffectiveBalances.Max);
        }

        return network.ValidatorStake - balance;
    }

    private Gwei Others(ulong validators) => network.ActiveStake - (network.ValidatorStake * validators);
}

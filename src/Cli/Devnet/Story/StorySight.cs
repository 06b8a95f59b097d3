using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>What the story sees of the network at one moment, by one operator's API.</summary>
/// <param name="Slot">The beacon chain's; none before its genesis.</param>
/// <param name="Pools">Their committees.</param>
/// <param name="Operators">Their bonds, fines and faults.</param>
/// <param name="Funds">Collateral, and what was burned.</param>
/// <param name="Staker">The staker's account.</param>
/// <param name="HaveAllAttested">True once a beacon node has taken a vote of every pool.</param>
internal sealed record StorySight(
    Optional<Slot> Slot,
    Sequence<PoolStatus> Pools,
    Sequence<OperatorDocument> Operators,
    FundsDocument Funds,
    AccountDocument Staker,
    bool HaveAllAttested)
{
    /// <summary>The group's pool, once it is made: the one that does not stand on the common fund.</summary>
    internal PoolId? GroupPool => Funds.Funds
        .Where(static f => f.Fund != MoneyState.RotatingFund)
        .SelectMany(static f => f.Pools)
        .Select(static p => (PoolId?)p)
        .FirstOrDefault();

    /// <summary>The collateral of all funds.</summary>
    internal Gwei Collateral => Funds.Funds.Aggregate(default(Gwei), static (sum, f) => sum + f.Collateral);

    /// <summary>The fund that all drawn pools stand on.</summary>
    internal FundDocument CommonFund => Funds.Funds[(int)MoneyState.RotatingFund.Value];

    /// <summary>What an operator has at stake.</summary>
    internal OperatorStanding StandingOf(OperatorId id) => Operators.First(o => o.Operator == id).Standing;

    /// <summary>True when an operator signs for some pool, or will from a boundary on.</summary>
    internal bool Serves(OperatorId id) => Pools.Any(p => Holders(p).Contains(id));

    /// <summary>True when every pool's key is with the committee of a term, or of a later one.</summary>
    internal bool HasHandedOver(Term term) => Pools.All(p =>
        p.Serving.TryGet(out CommitteeStatus? serving) && serving.Term >= term && HasBegun(serving));

    /// <summary>Those who sign for a pool, and until a boundary those who will.</summary>
    internal Sequence<OperatorId> Holders(PoolStatus pool)
    {
        if (!pool.Serving.TryGet(out CommitteeStatus? serving))
        {
            return [];
        }

        return !HasBegun(serving) && pool.Outgoing.TryGet(out CommitteeStatus? outgoing)
            ? outgoing.Members.Concat(serving.Members).ToSequence()
            : serving.Members;
    }

    private bool HasBegun(CommitteeStatus serving) =>
        serving.Boundary.Value == 0 || (Slot.TryGet(out Slot now) && now >= serving.Boundary);
}

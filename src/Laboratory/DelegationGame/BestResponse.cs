namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>What a player would do next: stay, delegate all, or run some pools.</summary>
/// <remarks>
/// Players are not myopic: they expect the first k pools to be saturated in the end. The search over how many
/// pools to run takes it that what they bring has one maximum. Brünjes, Kiayias, Koutsoupias and Stouka,
/// "Reward Sharing Schemes for Stake Pools", 2020; in the details as the engine that was published with it,
/// so that the pools are the same.
/// </remarks>
internal sealed class BestResponse(GameRules rules, Ranking ranking, Func<int> nextNumber)
{
    /// <summary>So that the new pool is more desirable than the one it aims at, not as much.</summary>
    private const double Boost = 1e-6;

    /// <summary>Less stake than this is none.</summary>
    internal const double LeastStake = 2.2e-17;

    private readonly RewardScheme _scheme = rules.Scheme;

    /// <summary>The move that brings most, or null for staying.</summary>
    internal Move? Of(Player player)
    {
        double staying = Math.Max(
            Current(player), Expected(player, player.Pools, player.Delegations)) + rules.Threshold;
        List<Delegation> delegations = Allocate(player, player.Stake);
        double delegating = Expected(player, [], delegations);
        Move running = Running(player, out double operating);
        return staying >= delegating && staying >= operating ? null
            : delegating >= operating ? new([], delegations)
            : running;
    }

    /// <summary>What an owner has of a pool.</summary>
    private double OwnersPart(double stake, PoolPlan plan)
    {
        double profit = _scheme.Reward(stake, plan.Pledge) - plan.Cost;
        return profit <= 0 ? profit : profit * (plan.Margin + ((1 - plan.Margin) * (plan.Pledge / stake)));
    }

    private double Current(Player player)
    {
        double utility = 0;
        foreach (Pool pool in player.Pools)
        {
            utility += OwnersPart(pool.Stake, pool.Plan);
        }

        return utility + Delegated(player, player.Delegations);
    }

    private double Expected(Player player, List<Pool> pools, List<Delegation> delegations)
    {
        double utility = 0;
        foreach (Pool pool in pools)
        {
            bool isFirst = RankAmongOthers(player, pools, pool) < rules.TargetPools;
            double stake = isFirst ? Math.Max(_scheme.Saturation, pool.Stake) : pool.Plan.Pledge;
            utility += OwnersPart(stake, pool.Plan);
        }

        return utility + Delegated(player, delegations);
    }

    /// <summary>A pool's rank, were these the player's pools.</summary>
    private int RankAmongOthers(Player player, List<Pool> pools, Pool pool)
    {
        int rank = ranking.PlaceOf(pool.Plan, pool.Number);
        foreach (Pool own in player.Pools)
        {
            rank -= Ranking.IsBefore(own.Plan, own.Number, pool.Plan, pool.Number) ? 1 : 0;
        }

        foreach (Pool own in pools)
        {
            rank += Ranking.IsBefore(own.Plan, own.Number, pool.Plan, pool.Number) ? 1 : 0;
        }

        return rank;
    }

    private double Delegated(Player player, List<Delegation> delegations)
    {
        double utility = 0;
        foreach ((Pool pool, double amount) in delegations)
        {
            bool isFirst = ranking.PlaceOf(pool.Plan, pool.Number) < rules.TargetPools
                && Ranking.IsWorthATry(pool.Plan);
            double stake = Math.Max(
                isFirst ? Math.Max(_scheme.Saturation, pool.Stake) : pool.Plan.Pledge,
                pool.Stake - player.In(pool) + amount);
            double profit = _scheme.Reward(stake, pool.Plan.Pledge) - pool.Plan.Cost;
            utility += Math.Max((1 - pool.Plan.Margin) * (amount / stake) * profit, 0);
        }

        return utility;
    }

    /// <summary>Fills the pools of others by rank, and puts what is left into the first full one.</summary>
    private List<Delegation> Allocate(Player player, double stake)
    {
        var delegations = new List<Delegation>();
        Pool? firstFull = null;
        for (int rank = 0; rank < ranking.Count && stake >= LeastStake; rank++)
        {
            Pool pool = ranking[rank];
            if (ReferenceEquals(pool.Owner, player) || pool.Plan.IsPrivate)
            {
                continue;
            }

            double room = _scheme.Saturation - (pool.Stake - player.In(pool));
            if (room < LeastStake)
            {
                firstFull ??= pool;
                continue;
            }

            double amount = Math.Min(stake, room);
            stake -= amount;
            delegations.Add(new(pool, amount));
        }

        if (stake >= LeastStake && firstFull is not null)
        {
            delegations.Add(new(firstFull, stake));
        }

        return delegations;
    }

    /// <summary>The best number of pools, by halving towards the side that brings more.</summary>
    private Move Running(Player player, out double utility)
    {
        var targets = new Targets(ranking, player);
        (int least, int most) = (1, rules.TargetPools);
        int count;
        while (true)
        {
            count = (least + most) / 2;
            double here = WithPools(player, targets, count);
            if (count > least && WithPools(player, targets, count - 1) > here)
            {
                most = count - 1;
                continue;
            }

            if (count < most && WithPools(player, targets, count + 1) > here)
            {
                least = count + 1;
                continue;
            }

            break;
        }

        Move move = Run(player, targets, count);
        utility = Expected(player, move.Pools, move.Delegations);
        return move;
    }

    private PoolPlan PlanOf(Player player, int count)
    {
        double pledge = Math.Min(player.Stake / count, _scheme.Saturation);
        double cost = (player.Cost + ((count - 1) * rules.ExtraPoolCost * player.Cost)) / count;
        double profit = _scheme.Reward(_scheme.Saturation, pledge) - cost;
        return new(pledge, cost, 0, profit, pledge >= _scheme.Saturation);
    }

    /// <summary>
    /// What so many pools bring, the first aiming at rank k, the next at the rank before, and so on.
    /// </summary>
    private double WithPools(Player player, Targets targets, int count)
    {
        PoolPlan plan = PlanOf(player, count);
        double alone = OwnersPart(plan.Pledge, plan);
        double profit = plan.PotentialProfit;
        double part = plan.Pledge / _scheme.Saturation;
        double utility = 0;
        for (int t = 1; t <= count; t++)
        {
            double margin = Margin(profit, targets.At(rules.TargetPools - t), out bool isReached);
            if (!isReached)
            {
                // Every further pool would have to aim higher.
                return utility + (alone * (count - t + 1));
            }

            utility += profit <= 0 ? profit : profit * (margin + ((1 - margin) * part));
        }

        return utility;
    }

    private static double Margin(double profit, Target target, out bool isReached)
    {
        double wanted = target.Desirability + Boost;
        isReached = profit >= wanted;
        double aim = Math.Max(wanted, target.PotentialProfit);
        return isReached && profit > 0 ? Math.Max(1 - (aim / profit), 0) : 0;
    }

    private Move Run(Player player, Targets targets, int count)
    {
        PoolPlan plan = PlanOf(player, count);
        var pools = new List<Pool>();
        IEnumerable<Pool> kept = count < player.Pools.Count
            ? player.Pools
                .OrderByDescending(static p => p.Plan.Desirability)
                .ThenByDescending(static p => p.Plan.PotentialProfit)
                .ThenByDescending(static p => p.Stake)
                .ThenBy(static p => p.Number)
                .Take(count)
                .OrderBy(static p => p.Number)
            : player.Pools;
        foreach (Pool pool in kept)
        {
            pools.Add(new(pool.Number, player, WithMargin(plan, targets, pools.Count))
            {
                Stake = pool.Stake - (pool.Plan.Pledge - plan.Pledge),
                Delegators = pool.Delegators,
            });
        }

        while (pools.Count < count)
        {
            pools.Add(new(nextNumber(), player, WithMargin(plan, targets, pools.Count)));
        }

        double left = player.Stake - (plan.Pledge * count);
        return new(pools, left > 0 ? Allocate(player, left) : []);
    }

    private PoolPlan WithMargin(PoolPlan plan, Targets targets, int place) =>
        plan with { Margin = Margin(plan.PotentialProfit, targets.At(rules.TargetPools - place - 1), out _) };

    /// <summary>The pools of others by rank; a place that nobody has taken asks for nothing.</summary>
    private readonly struct Targets
    {
        private readonly Ranking _ranking;
        private readonly int[] _own;

        internal Targets(Ranking ranking, Player player)
        {
            _ranking = ranking;
            _own = player.Pools.Count == 0
                ? []
                : [.. player.Pools.Select(p => ranking.PlaceOf(p.Plan, p.Number)).Order()];
        }

        internal Target At(int rank)
        {
            foreach (int own in _own)
            {
                rank += own <= rank ? 1 : 0;
            }

            return rank < _ranking.Count && Ranking.IsWorthATry(_ranking[rank].Plan)
                ? new(_ranking[rank].Plan.Desirability, _ranking[rank].Plan.PotentialProfit)
                : default;
        }
    }

    private readonly record struct Target(double Desirability, double PotentialProfit);
}

/// <summary>What a player is going to do: pools to run, and stake to delegate.</summary>
internal sealed record Move(List<Pool> Pools, List<Delegation> Delegations);

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>All pools by desirability, then potential profit, then age.</summary>
internal sealed class Ranking
{
    private readonly List<Pool> _pools = [];

    internal int Count => _pools.Count;

    internal Pool this[int rank] => _pools[rank];

    internal void Add(Pool pool) => _pools.Insert(PlaceOf(pool.Plan, pool.Number), pool);

    internal void Remove(Pool pool) => _pools.RemoveAt(PlaceOf(pool.Plan, pool.Number));

    /// <summary>How many pools rank before one of that plan and number.</summary>
    internal int PlaceOf(PoolPlan plan, int number)
    {
        (int low, int high) = (0, _pools.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (IsBefore(_pools[middle].Plan, _pools[middle].Number, plan, number))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal static bool IsBefore(PoolPlan left, int leftNumber, PoolPlan right, int rightNumber)
    {
        (double a, double b) = (left.Desirability, right.Desirability);
        return a != b ? a > b
            : left.PotentialProfit != right.PotentialProfit ? left.PotentialProfit > right.PotentialProfit
            : leftNumber < rightNumber;
    }

    /// <summary>A pool that would earn nothing ranks behind the places that nobody has taken yet.</summary>
    internal static bool IsWorthATry(PoolPlan plan) => plan.Desirability > 0 || plan.PotentialProfit > 0;
}

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>A pool: one that is run, or one that a player only thinks of.</summary>
public sealed class Pool
{
    internal Pool(int number, Player owner, PoolPlan plan)
    {
        Number = number;
        Owner = owner;
        Plan = plan;
        Stake = plan.Pledge;
    }

    /// <summary>Pools are numbered in the order in which somebody thought of them.</summary>
    public int Number { get; }

    /// <summary>Who runs it.</summary>
    public Player Owner { get; }

    /// <summary>All stake in it.</summary>
    public double Stake { get; internal set; }

    /// <summary>What its owner has decided.</summary>
    public PoolPlan Plan { get; internal set; }

    /// <summary>Who has delegated to it.</summary>
    public int Delegators { get; internal set; }
}

/// <summary>What an owner decides of a pool.</summary>
/// <param name="Pledge">The owner's own stake in it.</param>
/// <param name="Cost">What it costs an epoch.</param>
/// <param name="Margin">The owner's part of what is left of the reward, 0 to 1.</param>
/// <param name="PotentialProfit">What it would earn over its cost, were it saturated.</param>
/// <param name="IsPrivate">True when the pledge alone saturates it: it takes no delegation.</param>
public readonly record struct PoolPlan(
    double Pledge, double Cost, double Margin, double PotentialProfit, bool IsPrivate)
{
    /// <summary>What it leaves to delegators, were it saturated.</summary>
    public double Desirability => Math.Max((1 - Margin) * PotentialProfit, 0);
}

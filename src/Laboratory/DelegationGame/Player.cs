namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>A stakeholder: what it has, and what it does with it.</summary>
public sealed class Player
{
    internal Player(int number, double stake, double cost)
    {
        Number = number;
        Stake = stake;
        Cost = cost;
    }

    /// <summary>Its place in the order of play.</summary>
    public int Number { get; }

    /// <summary>Its part of all stake.</summary>
    public double Stake { get; }

    /// <summary>What its first pool costs an epoch, as a part of all rewards.</summary>
    public double Cost { get; }

    /// <summary>The pools that it runs, by their numbers.</summary>
    internal List<Pool> Pools { get; set; } = [];

    /// <summary>What it has delegated to the pools of others.</summary>
    internal List<Delegation> Delegations { get; set; } = [];

    /// <summary>What it has delegated to a pool.</summary>
    internal double In(Pool pool)
    {
        foreach (Delegation delegation in Delegations)
        {
            if (ReferenceEquals(delegation.Pool, pool))
            {
                return delegation.Amount;
            }
        }

        return 0;
    }
}

/// <summary>Stake of one player in the pool of another.</summary>
internal readonly record struct Delegation(Pool Pool, double Amount);

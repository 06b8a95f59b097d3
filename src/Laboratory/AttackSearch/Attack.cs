namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>A sequence of acts, and what it came to.</summary>
/// <param name="Before">All acts but the last; null for none.</param>
/// <param name="Last">The last act.</param>
/// <param name="Cost">What the attacker lost; below 0 for a gain.</param>
/// <param name="Damage">What others lost.</param>
internal sealed record Attack(Attack? Before, string Last, double Cost, double Damage)
{
    /// <summary>The acts in their order.</summary>
    internal IEnumerable<string> Steps => Before is null ? [Last] : Before.Steps.Append(Last);

    /// <summary>How many acts.</summary>
    internal int Length => 1 + (Before?.Length ?? 0);

    /// <summary>What others lose for each unit that the attacker does.</summary>
    internal double Factor => Cost > 0 ? Damage / Cost : double.PositiveInfinity;

    /// <summary>Cheaper; as cheap and more harmful; or the same by fewer acts.</summary>
    internal bool IsBetterThan(Attack? other) => Damage > Search.LeastDamage
        && (other is null
            || (Cost, -Damage, Length).CompareTo((other.Cost, -other.Damage, other.Length)) < 0);
}

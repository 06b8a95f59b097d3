namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>Where a design stands after some of an attacker's acts.</summary>
/// <remarks>What an act does, the live rule says: an act that it refuses is none.</remarks>
internal interface IPosition
{
    /// <summary>Two positions of one name are the same, however they were come to.</summary>
    string Identity { get; }

    /// <summary>What it has cost the attacker so far; below 0 for a gain.</summary>
    double Cost { get; }

    /// <summary>What others have lost by it.</summary>
    double Damage { get; }

    /// <summary>What the attacker may do next, in an order that is always the same.</summary>
    IEnumerable<Act> Acts();
}

/// <summary>One act, and where it leads.</summary>
/// <param name="Name">As the story tells it.</param>
/// <param name="After">The position after it.</param>
internal readonly record struct Act(string Name, IPosition After);

namespace TrustlessPools.Ledger.Replacement;

/// <summary>What is to be done about a committee's failed members in the middle of a term.</summary>
public enum Urgency
{
    /// <summary>Nothing: the next draw replaces whoever is out by then.</summary>
    Wait = 0,

    /// <summary>Their seats are filled now, by a hand-over from those who are left.</summary>
    ReplaceNow = 1,

    /// <summary>Too few are left to hand the key over: unless some come back, it is lost.</summary>
    Lost = 2,
}

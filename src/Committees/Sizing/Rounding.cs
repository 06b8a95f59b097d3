namespace TrustlessPools.Committees.Sizing;

/// <summary>What becomes of the digits that are not kept.</summary>
public enum Rounding
{
    /// <summary>To the nearest kept number; a tie goes to the even last digit.</summary>
    Nearest,

    /// <summary>To the greatest kept number that is not above.</summary>
    Down,

    /// <summary>To the least kept number that is not below.</summary>
    Up,
}

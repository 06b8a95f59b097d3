namespace TrustlessPools.Mining.Payouts;

/// <summary>What a radix is to be best for.</summary>
public enum RadixAim
{
    /// <summary>All transactions together: recipients pay little when all of them are paid.</summary>
    Total,

    /// <summary>The dearest path: a recipient pays little to be paid alone.</summary>
    LoneExit,
}

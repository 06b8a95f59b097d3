namespace TrustlessPools.Ledger.Locks;

/// <summary>Where in its life a lock is. The numbers are frozen.</summary>
public enum LockStatus
{
    /// <summary>Locked, and waiting for collateral or for its stake to be free; it earns nothing.</summary>
    Idle = 0,

    /// <summary>Locked, with collateral behind it: a validator stands on it, and it earns.</summary>
    Backed = 1,

    /// <summary>Its owner has asked for it back; it no longer earns.</summary>
    Exiting = 2,

    /// <summary>Paid out.</summary>
    Released = 3,
}

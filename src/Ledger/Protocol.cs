namespace TrustlessPools.Ledger;

/// <summary>
/// Which protocol the ledger speaks of: the change that seed 001 proposes, or the beacon chain as it is.
/// </summary>
public enum Protocol
{
    /// <summary>
    /// Penalties are burned from the fund's collateral, never from the stake: a lock pays back exactly its
    /// principal, always. The embedded chain and the laboratory.
    /// </summary>
    Seed = 0,

    /// <summary>
    /// Penalties are burned from the validator's own balance, and collateral indemnifies the lock: its
    /// principal comes back whole only while coverage holds. A real beacon chain.
    /// </summary>
    Today = 1,
}

/// <summary>How a validator follows its lock.</summary>
public enum BackingMode
{
    /// <summary>At once, as seed 001's table has it.</summary>
    Ideal = 0,

    /// <summary>Out only through the exit queue; until its stake is free it is exposed.</summary>
    Electra = 1,
}

/// <summary>Which locks collateral backs when it does not suffice for all.</summary>
public enum BackingOrder
{
    /// <summary>Those that were made first ("only the first locked funds", seed 001).</summary>
    FirstComeFirst = 0,

    /// <summary>Those that were made last.</summary>
    LastComeFirst = 1,

    /// <summary>Each in its turn: an epoch exchanges one backed lock for one that waits.</summary>
    RoundRobin = 2,
}

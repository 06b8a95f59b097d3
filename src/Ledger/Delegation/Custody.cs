namespace TrustlessPools.Ledger.Delegation;

/// <summary>Where stake is while it is delegated.</summary>
public enum Custody
{
    /// <summary>
    /// In locks: an owner delegates by making a lock in the fund of a pool, and leaves through the unlock
    /// delay. The live pool.
    /// </summary>
    Locked = 0,

    /// <summary>
    /// On accounts, as in Cardano: an owner names a pool, its whole balance is stake, and may be spent at
    /// once. The laboratory.
    /// </summary>
    Liquid = 1,
}

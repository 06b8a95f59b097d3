using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>How many members a pool's committee is to have.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Seats">At least 1.</param>
public readonly record struct PoolSeats(PoolId Pool, int Seats);

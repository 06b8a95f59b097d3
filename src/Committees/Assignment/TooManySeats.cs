using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>
/// A pool asks for more distinct members than there are eligible operators, or than a committee may have.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="Supplied">The seats that it asks for.</param>
/// <param name="Permitted">
/// The number of eligible operators, at most <see cref="Committee.SeatsMax"/>.
/// </param>
public sealed record TooManySeats(PoolId Pool, int Supplied, int Permitted);

using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>
/// What a coalition does to others. Always three numbers and never their sum: a design can move a loss from
/// one to another, and would look harmless in any one of them.
/// </summary>
/// <param name="Members">What the pool's other members lose; exact, in Gwei.</param>
/// <param name="Gap">What nobody pays, which the rest of the network carries; exact, in Gwei.</param>
/// <param name="Control">The stake whose messages the coalition decides.</param>
/// <remarks>Spec: docs/spec/leverage.md#definitions.</remarks>
public readonly record struct Damage(Ratio Members, Ratio Gap, Gwei Control);

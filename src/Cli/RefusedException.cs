using TrustlessPools.Primitives;

namespace TrustlessPools.Cli;

/// <summary>An operator, or the pool chain, refuses what a command asks for.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    internal Refusal Refusal { get; } = refusal;
}

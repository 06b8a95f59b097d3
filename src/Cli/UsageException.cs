using TrustlessPools.Primitives;

namespace TrustlessPools.Cli;

/// <summary>Arguments that fit the grammar and still cannot be used; nothing was done.</summary>
internal sealed class UsageException(Refusal refusal) : Exception(refusal.ToString())
{
    internal Refusal Refusal { get; } = refusal;
}

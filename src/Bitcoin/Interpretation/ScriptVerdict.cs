using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Whether a spend is allowed, as far as this interpreter can tell.</summary>
public abstract record ScriptVerdict
{
    private ScriptVerdict()
    {
    }

    /// <summary>Every node with the same rules allows it.</summary>
    public sealed record Valid : ScriptVerdict;

    /// <summary>Every node with the same rules refuses it.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : ScriptVerdict;

    /// <summary>It depends on something that is not owned here; never to be taken as valid.</summary>
    /// <param name="Needed">What that is: a signature, an operation, curve arithmetic.</param>
    public sealed record Undecided(string Needed) : ScriptVerdict;
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>A file of the operator, or what it says, does not allow the operator to run.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Refuses.</summary>
    public ConfigurationException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    /// <summary>Why, and what would be right.</summary>
    public Refusal Refusal { get; }
}

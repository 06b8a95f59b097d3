using System.Globalization;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Names a sharing rule in a coinbase: the first eight bytes of its parameters' hash.</summary>
/// <param name="Value">The bytes, the first one highest.</param>
/// <remarks>
/// It keeps pools apart that would else take each other's blocks for wrong ones. Nothing rests on it: a rule
/// is judged by its parameters, which everybody has beforehand.
/// </remarks>
public readonly record struct RuleId(ulong Value)
{
    /// <summary>The length in bytes.</summary>
    public const int Size = sizeof(ulong);

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}

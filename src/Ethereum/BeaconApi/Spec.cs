using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A chain's constants by their names in the specification (Beacon API, <c>getSpec</c>).</summary>
/// <param name="Values">
/// Ascending by name; those that are no text, such as BLOB_SCHEDULE, are left out.
/// </param>
public sealed record Spec(Sequence<KeyValuePair<string, string>> Values)
{
    public static JsonShape<Spec> Shape { get; } =
        JsonShapes.TextMembers.As(static values => new Spec(values), static spec => spec.Values);

    /// <summary>Gets a constant.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out string value)
    {
        foreach (KeyValuePair<string, string> entry in Values.AsSpan())
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Gets a constant that is a number.</summary>
    public bool TryGetNumber(string name, out ulong value)
    {
        value = 0;
        return TryGet(name, out string? text)
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}

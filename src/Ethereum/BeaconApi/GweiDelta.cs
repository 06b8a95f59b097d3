using System.Globalization;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A reward or, when negative, a penalty in Gwei. The default value is zero and valid.</summary>
public readonly record struct GweiDelta(long Value)
{
    /// <summary>Signed digits.</summary>
    public static JsonShape<GweiDelta> Shape { get; } =
        JsonShapes.SignedDigits.As(static v => new GweiDelta(v), static d => d.Value);

    /// <summary>Adds two changes; throws on overflow.</summary>
    public static GweiDelta operator +(GweiDelta left, GweiDelta right) => new(left.Value + right.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

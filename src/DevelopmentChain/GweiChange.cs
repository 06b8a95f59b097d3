using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>What a balance gained, or lost when negative, in Gwei.</summary>
/// <remarks>The default value is no change and valid. Arithmetic is checked.</remarks>
public readonly record struct GweiChange(long Value)
{
    /// <summary>Adds up two changes.</summary>
    public static GweiChange operator +(GweiChange left, GweiChange right) => new(left.Value + right.Value);

    /// <summary>A gain.</summary>
    public static GweiChange Gain(Gwei amount) => new(checked((long)amount.Value));

    /// <summary>A loss.</summary>
    public static GweiChange Loss(Gwei amount) => new(-checked((long)amount.Value));

    /// <summary>The balance after the change; a balance never falls below zero.</summary>
    public Gwei ApplyTo(Gwei balance) =>
        Value >= 0 ? balance + new Gwei((ulong)Value) : balance.MinusOrZero(new Gwei((ulong)-Value));

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

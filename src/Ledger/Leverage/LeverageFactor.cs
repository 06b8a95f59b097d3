using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>What befalls others, for each unit that it costs oneself: an exact number, or no bound.</summary>
/// <remarks>The default value is zero and valid. Spec: docs/spec/leverage.md#definitions.</remarks>
public readonly record struct LeverageFactor : IComparable<LeverageFactor>
{
    private readonly Ratio _value;

    private LeverageFactor(Ratio value, bool isInfinite) => (_value, IsInfinite) = (value, isInfinite);

    /// <summary>Others are harmed at no cost at all.</summary>
    public static LeverageFactor Infinite { get; } = new(default, isInfinite: true);

    /// <summary>True when there is no bound; then there is no number either.</summary>
    public bool IsInfinite { get; }

    /// <summary>A number.</summary>
    /// <param name="value">Not negative.</param>
    public static LeverageFactor Finite(Ratio value)
    {
        Invariant.Holds(value.Sign >= 0, "A leverage is not negative.");
        return new(value, isInfinite: false);
    }

    /// <summary>Divides a harm by what it costs.</summary>
    /// <param name="harm">Not negative. Without harm the factor is 0, whatever it costs.</param>
    /// <param name="cost">One's own loss. When it is zero, or a gain, a harm has no bound.</param>
    public static LeverageFactor Of(Ratio harm, Ratio cost)
    {
        Invariant.Holds(harm.Sign >= 0, "A harm is not negative.");
        return cost.Sign > 0 ? Finite(harm / cost) : harm.IsZero ? default : Infinite;
    }

    /// <summary>The number, when there is one.</summary>
    /// <returns>False when there is no bound.</returns>
    public bool TryGet(out Ratio value)
    {
        value = _value;
        return !IsInfinite;
    }

    public int CompareTo(LeverageFactor other) => IsInfinite || other.IsInfinite
        ? IsInfinite.CompareTo(other.IsInfinite)
        : _value.CompareTo(other._value);

    public static bool operator <(LeverageFactor left, LeverageFactor right) => left.CompareTo(right) < 0;

    public static bool operator >(LeverageFactor left, LeverageFactor right) => left.CompareTo(right) > 0;

    public static bool operator <=(LeverageFactor left, LeverageFactor right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LeverageFactor left, LeverageFactor right) => left.CompareTo(right) >= 0;

    /// <summary>The exact number as <see cref="Ratio"/> prints it, or <c>infinite</c>.</summary>
    public override string ToString() => IsInfinite ? "infinite" : _value.ToString();
}

using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>An amount of bitcoin in satoshi, 10^-8 BTC; never negative.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Satoshi(ulong Value) : IComparable<Satoshi>
{
    /// <summary>Satoshi in a bitcoin.</summary>
    public const ulong PerBitcoin = 100_000_000;

    /// <summary>MAX_MONEY, 21 million bitcoin: no output and no sum of outputs is more.</summary>
    public static readonly Satoshi MoneyMax = new(21_000_000 * PerBitcoin);

    /// <summary>Adds two amounts; throws on overflow.</summary>
    public static Satoshi operator +(Satoshi left, Satoshi right) => new(left.Value + right.Value);

    /// <summary>Subtracts an amount; throws below zero.</summary>
    public static Satoshi operator -(Satoshi left, Satoshi right) => new(left.Value - right.Value);

    /// <summary>Takes an amount a whole number of times; throws on overflow.</summary>
    public static Satoshi operator *(Satoshi amount, ulong count) => new(amount.Value * count);

    public int CompareTo(Satoshi other) => Value.CompareTo(other.Value);

    public static bool operator <(Satoshi left, Satoshi right) => left.Value < right.Value;

    public static bool operator >(Satoshi left, Satoshi right) => left.Value > right.Value;

    public static bool operator <=(Satoshi left, Satoshi right) => left.Value <= right.Value;

    public static bool operator >=(Satoshi left, Satoshi right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

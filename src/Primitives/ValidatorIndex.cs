using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>The index of a validator in the beacon state's registry.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct ValidatorIndex(ulong Value) : IComparable<ValidatorIndex>
{
    public int CompareTo(ValidatorIndex other) => Value.CompareTo(other.Value);

    public static bool operator <(ValidatorIndex left, ValidatorIndex right) => left.Value < right.Value;

    public static bool operator >(ValidatorIndex left, ValidatorIndex right) => left.Value > right.Value;

    public static bool operator <=(ValidatorIndex left, ValidatorIndex right) => left.Value <= right.Value;

    public static bool operator >=(ValidatorIndex left, ValidatorIndex right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>A round of one consensus instance, counted from 1; each round has one leader.</summary>
/// <remarks>
/// The default value is zero and means no round, such as the prepared round of who is not prepared.
/// Arithmetic is checked.
/// </remarks>
public readonly record struct Round(uint Value) : IComparable<Round>
{
    /// <summary>The round in which every instance starts.</summary>
    public static readonly Round First = new(1);

    /// <summary>The schema: four bytes, zero for no round.</summary>
    public static SszType<Round> Ssz { get; } =
        SszTypes.Uint32.As(static v => new Round((uint)v), static r => r.Value);

    /// <summary>True for the default value, which names no round.</summary>
    public bool IsNone => Value == 0;

    /// <summary>The round after this one.</summary>
    public Round Next => new(Value + 1);

    /// <summary>The round before this one; throws for no round.</summary>
    public Round Previous => new(Value - 1);

    public int CompareTo(Round other) => Value.CompareTo(other.Value);

    public static bool operator <(Round left, Round right) => left.Value < right.Value;

    public static bool operator >(Round left, Round right) => left.Value > right.Value;

    public static bool operator <=(Round left, Round right) => left.Value <= right.Value;

    public static bool operator >=(Round left, Round right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

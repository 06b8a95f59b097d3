using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>
/// A moment, in milliseconds since the Unix epoch; handed in, never read from a clock in pure code.
/// </summary>
public readonly record struct Instant(long UnixMilliseconds) : IComparable<Instant>
{
    public static Instant operator +(Instant from, Duration by) =>
        new(from.UnixMilliseconds + by.Milliseconds);

    public static Instant operator -(Instant from, Duration by) =>
        new(from.UnixMilliseconds - by.Milliseconds);

    public static Duration operator -(Instant to, Instant from) =>
        new(to.UnixMilliseconds - from.UnixMilliseconds);

    public static bool operator <(Instant left, Instant right) =>
        left.UnixMilliseconds < right.UnixMilliseconds;

    public static bool operator >(Instant left, Instant right) =>
        left.UnixMilliseconds > right.UnixMilliseconds;

    public static bool operator <=(Instant left, Instant right) =>
        left.UnixMilliseconds <= right.UnixMilliseconds;

    public static bool operator >=(Instant left, Instant right) =>
        left.UnixMilliseconds >= right.UnixMilliseconds;

    public int CompareTo(Instant other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    public override string ToString() => UnixMilliseconds.ToString(CultureInfo.InvariantCulture) + " ms";
}

/// <summary>A length of time in milliseconds; may be negative.</summary>
public readonly record struct Duration(long Milliseconds) : IComparable<Duration>
{
    /// <summary>Makes a length of whole seconds.</summary>
    public static Duration FromSeconds(long seconds) => new(seconds * 1000);

    public static Duration operator +(Duration left, Duration right) =>
        new(left.Milliseconds + right.Milliseconds);

    public static Duration operator *(Duration length, long count) => new(length.Milliseconds * count);

    public static bool operator <(Duration left, Duration right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Duration left, Duration right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Duration left, Duration right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Duration left, Duration right) => left.Milliseconds >= right.Milliseconds;

    public int CompareTo(Duration other) => Milliseconds.CompareTo(other.Milliseconds);

    public override string ToString() => Milliseconds.ToString(CultureInfo.InvariantCulture) + " ms";
}

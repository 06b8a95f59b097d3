using System.Globalization;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>An epoch of rewards: a fixed number of beacon epochs, counted from genesis.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct RewardEpoch(ulong Value) : IComparable<RewardEpoch>
{
    /// <summary>Later than any epoch that comes: never.</summary>
    public static readonly RewardEpoch FarFuture = new(ulong.MaxValue);

    /// <summary>The one after this.</summary>
    public RewardEpoch Next => this + 1;

    /// <summary>Goes forward by a number of epochs.</summary>
    public static RewardEpoch operator +(RewardEpoch from, ulong count) => new(from.Value + count);

    public int CompareTo(RewardEpoch other) => Value.CompareTo(other.Value);

    public static bool operator <(RewardEpoch left, RewardEpoch right) => left.Value < right.Value;

    public static bool operator >(RewardEpoch left, RewardEpoch right) => left.Value > right.Value;

    public static bool operator <=(RewardEpoch left, RewardEpoch right) => left.Value <= right.Value;

    public static bool operator >=(RewardEpoch left, RewardEpoch right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>Collateral set aside for the penalties of a slashed validator that are not due yet.</summary>
/// <param name="Lock">The number of the lock that the validator stood on.</param>
/// <param name="Key">Its validator key, which is retired.</param>
/// <param name="Amount">What is still set aside: an estimate of what follows.</param>
/// <param name="Left">What the validator still has: no more can follow, whatever was set aside.</param>
/// <param name="IsClosed">True when nothing more can follow.</param>
public sealed record Reservation(uint Lock, ulong Key, Gwei Amount, Gwei Left, bool IsClosed)
{
    public static SszContainer<Reservation> Ssz { get; } = SszContainer.Of<Reservation>()
        .Field("lock", SszTypes.Number32, static x => x.Lock)
        .Field("key", SszTypes.Uint64, static x => x.Key)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("left", SszTypes.Gwei, static x => x.Left)
        .Field("is_closed", SszTypes.Boolean, static x => x.IsClosed)
        .Build(static v => new(
            v.Take<uint>(), v.Take<ulong>(), v.Take<Gwei>(), v.Take<Gwei>(), v.Take<bool>()));

    /// <summary>After one more of the validator's penalties.</summary>
    /// <param name="loss">At most what is left.</param>
    /// <param name="isLast">True when nothing more can follow.</param>
    internal Reservation Less(Gwei loss, bool isLast) => isLast
        ? this with { Amount = default, Left = default, IsClosed = true }
        : this with { Amount = Amount.MinusOrZero(loss), Left = Left - loss };
}

/// <summary>What a fund's reservations add up to.</summary>
public readonly record struct ReservationTotals(Gwei Amount) : IMeasure<Reservation, ReservationTotals>
{
    public static ReservationTotals Of(Reservation element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new(element.Amount);
    }

    public static ReservationTotals Add(ReservationTotals left, ReservationTotals right) =>
        new(left.Amount + right.Amount);
}

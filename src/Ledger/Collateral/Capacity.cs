using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>How many locks a fund's collateral backs.</summary>
/// <remarks>Spec: docs/spec/ledger.md#capacity; economics of seed 001.</remarks>
public static class Capacity
{
    /// <summary>
    /// floor((collateral - reserved - leaving) * den / (unit * num)); nothing where that is negative.
    /// </summary>
    public static ulong Of(FundFigures fund, LedgerParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Gwei working = fund.Collateral.MinusOrZero(fund.Reservations.Amount + fund.Bonds.Leaving);
        UInt128 capacity = (UInt128)working.Value * parameters.Ratio.Denominator
            / ((UInt128)parameters.Unit.Value * parameters.Ratio.Numerator);
        return (ulong)UInt128.Min(capacity, ulong.MaxValue);
    }

    /// <summary>
    /// The collateral that so many exposed validators need, rounded up; no more than there can be.
    /// </summary>
    public static Gwei Required(ulong exposed, LedgerParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        UInt128 product = (UInt128)parameters.Unit.Value * parameters.Ratio.Numerator * exposed;
        UInt128 required = (product + parameters.Ratio.Denominator - 1) / parameters.Ratio.Denominator;
        return new((ulong)UInt128.Min(required, LedgerParameters.AmountMax.Value));
    }

    /// <summary>
    /// What may leave: the collateral beyond what is reserved, what is leaving and what exposed validators
    /// need.
    /// </summary>
    public static Gwei Surplus(FundFigures fund, LedgerParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return fund.Collateral.MinusOrZero(
            fund.Reservations.Amount + fund.Bonds.Leaving + Required(fund.Locks.Exposed, parameters));
    }

    /// <summary>
    /// What exposed validators need beyond the collateral that there is for them.
    /// </summary>
    public static Gwei Uncovered(FundFigures fund, LedgerParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Gwei working = fund.Collateral.MinusOrZero(fund.Reservations.Amount + fund.Bonds.Leaving);
        return Required(fund.Locks.Exposed, parameters).MinusOrZero(working);
    }
}

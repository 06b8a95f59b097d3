using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Who bears a loss.</summary>
/// <remarks>
/// Spec: docs/spec/ledger.md#charges. The collateral of the culprits first, in equal parts, as far as it
/// goes; then that of all others in proportion; what is left is the fund's shortfall.
/// </remarks>
internal static class Charging
{
    /// <summary>Charges a loss to a fund's collateral.</summary>
    /// <returns>What was charged: the loss, or all the collateral there is.</returns>
    internal static Gwei Charge(FundDraft fund, Gwei loss, Sequence<AccountId> culprits)
    {
        Gwei all = fund.Figures.Collateral;
        Gwei charge = Gwei.Min(loss, all);
        Gwei left = ChargeEqually(fund, charge, PlacesOf(fund, culprits));
        ChargeInProportion(fund, left);
        fund.Penalties += loss;
        fund.Charged += charge;
        return charge;
    }

    private static List<int> PlacesOf(FundDraft fund, Sequence<AccountId> culprits)
    {
        var places = new List<int>(culprits.Count);
        foreach (AccountId culprit in culprits.AsSpan())
        {
            int place = fund.BondOf(culprit);
            if (place >= 0 && !places.Contains(place))
            {
                places.Add(place);
            }
        }

        return places;
    }

    /// <summary>
    /// In equal parts, the odd Gwei to the first; who has less gives all, the others more. So no part is more
    /// than one Gwei larger than another, but where one has given all.
    /// </summary>
    private static Gwei ChargeEqually(FundDraft fund, Gwei charge, List<int> places)
    {
        places.RemoveAll(p => fund.Bonds[p].Total == default);
        while (charge.Value > 0 && places.Count > 0)
        {
            (ulong part, ulong odd) = Math.DivRem(charge.Value, (ulong)places.Count);
            bool allHaveMore = places.TrueForAll(p => fund.Bonds[p].Total.Value > part);
            for (int i = 0; i < places.Count; i++)
            {
                // While somebody gives all, what the others give is not known yet.
                if (allHaveMore || fund.Bonds[places[i]].Total.Value <= part)
                {
                    charge -= Take(fund, places[i], new(part + (allHaveMore && (ulong)i < odd ? 1UL : 0)));
                }
            }

            places.RemoveAll(p => fund.Bonds[p].Total == default);
        }

        return charge;
    }

    /// <summary>In proportion to the bonds, rounded down; the odd Gwei to the first that have them.</summary>
    private static void ChargeInProportion(FundDraft fund, Gwei charge)
    {
        Gwei whole = fund.Figures.Collateral;
        Gwei left = charge;
        for (int i = 0; left.Value > 0 && i < fund.Bonds.Count; i++)
        {
            UInt128 part = (UInt128)charge.Value * fund.Bonds[i].Total.Value / whole.Value;
            left -= Take(fund, i, new((ulong)part));
        }

        for (int i = 0; left.Value > 0 && i < fund.Bonds.Count; i++)
        {
            left -= Take(fund, i, new(1));
        }

        Invariant.Holds(left == default, "Collateral that was there is charged.");
    }

    private static Gwei Take(FundDraft fund, int place, Gwei amount)
    {
        Bond bond = fund.Bonds[place];
        Gwei taken = Gwei.Min(amount, bond.Total);
        if (taken.Value > 0)
        {
            fund.Bonds[place] = bond.Less(taken);
        }

        return taken;
    }
}

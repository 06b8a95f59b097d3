using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Who bears a loss, by the sentences of the documentation.</summary>
internal static class NaiveCharges
{
    /// <summary>Charges a loss, and burns it where the protocol takes it from.</summary>
    internal static void Bear(
        NaiveLedger ledger, NaiveFund fund, NaiveLock? item, Gwei loss, Sequence<AccountId> culprits)
    {
        BigInteger charge = BigInteger.Min(loss.Value, fund.Collateral);
        BigInteger left = charge - ChargeEqually(fund, charge, culprits);
        ChargeInProportion(fund, left);
        fund.Penalties += loss.Value;
        fund.Charged += charge;
        if (ledger.Parameters.Protocol is Protocol.Seed)
        {
            ledger.Burned += charge;
        }
        else
        {
            ledger.Burned += loss.Value;
            item!.Loss += loss.Value - charge;
        }
    }

    /// <summary>
    /// In equal parts, as far as each can: the highest level that is not too much, and the odd Gwei to the
    /// first that have more.
    /// </summary>
    private static BigInteger ChargeEqually(NaiveFund fund, BigInteger charge, Sequence<AccountId> culprits)
    {
        List<NaiveBond> bonds = [.. culprits.Distinct()
            .Select(c => fund.BondOf(c.Value)).OfType<NaiveBond>()];
        List<BigInteger> totals = [.. bonds.Select(fund.TotalOf)];
        (BigInteger level, BigInteger tooMuch) = (0, charge + 1);
        while (tooMuch - level > 1)
        {
            BigInteger middle = (level + tooMuch) / 2;
            bool fits = totals.Aggregate(BigInteger.Zero, (s, t) => s + BigInteger.Min(t, middle)) <= charge;
            (level, tooMuch) = fits ? (middle, tooMuch) : (level, middle);
        }

        BigInteger taken = 0;
        BigInteger odd = charge
            - totals.Aggregate(BigInteger.Zero, (s, t) => s + BigInteger.Min(t, level));
        for (int i = 0; i < bonds.Count; i++)
        {
            BigInteger part = BigInteger.Min(totals[i], level);
            if (odd > 0 && totals[i] > part)
            {
                part++;
                odd--;
            }

            fund.Take(bonds[i], part);
            taken += part;
        }

        return taken;
    }

    /// <summary>Rounded down; the odd Gwei to the first that have them.</summary>
    private static void ChargeInProportion(NaiveFund fund, BigInteger charge)
    {
        if (charge.IsZero)
        {
            return;
        }

        var part = new Ratio(charge, fund.Collateral);
        List<BigInteger> parts = [.. fund.Bonds
            .Select(b => (part * Ratio.FromInteger(fund.TotalOf(b))).Floor())];
        BigInteger odd = charge - parts.Aggregate(BigInteger.Zero, static (s, p) => s + p);
        for (int i = 0; i < fund.Bonds.Count; i++)
        {
            bool bearsOdd = odd > 0 && parts[i] < fund.TotalOf(fund.Bonds[i]);
            fund.Take(fund.Bonds[i], parts[i] + (bearsOdd ? 1 : 0));
            odd -= bearsOdd ? 1 : 0;
        }
    }
}

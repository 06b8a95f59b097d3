using System.Numerics;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>What a coalition has in a fund whose validators it controls, and what others have.</summary>
/// <param name="Validators">Those that can be slashed, without those that were before.</param>
/// <param name="OwnLocks">Those of them that stand on the coalition's own locks.</param>
/// <param name="OwnBond">Its collateral that is not owed already.</param>
/// <param name="OtherBonds">Likewise of all others.</param>
internal sealed record FundStanding(ulong Validators, ulong OwnLocks, Gwei OwnBond, Gwei OtherBonds)
{
    private bool IsPrincipalCharged { get; init; }

    private Gwei Unit { get; init; }

    internal Gwei Controlled => Unit * Validators;

    /// <summary>The most that the coalition can lose here.</summary>
    internal Gwei AtRisk => OwnBond + (IsPrincipalCharged ? Unit * OwnLocks : default);

    /// <summary>Counts once through a fund's bonds, reservations and locks.</summary>
    /// <param name="fund">The fund.</param>
    /// <param name="parameters">The ledger's.</param>
    /// <param name="isOwn">Whether an account belongs to the coalition.</param>
    internal static FundStanding Of(Fund fund, LedgerParameters parameters, Func<AccountId, bool> isOwn)
    {
        (Gwei own, Gwei all) = (default, default);
        for (int i = 0; i < fund.Bonds.Count; i++)
        {
            Bond bond = fund.Bonds[i];
            all += bond.Total;
            own += isOwn(bond.Operator) ? bond.Total : default;
        }

        // What is reserved is owed already: it is nobody's to lose once more.
        Gwei reserved = fund.Reservations.Measure.Amount;
        Gwei free = all.MinusOrZero(reserved);
        Gwei ownFree = all.Value == 0 ? default : own.ScaleFloor(new(free.Value, all.Value));
        (ulong exposed, ulong ownLocks) = (0, 0);
        for (int i = 0; i < fund.Locks.Count; i++)
        {
            StakeLock item = fund.Locks[i];
            bool counts = item.IsExposed && !item.IsSlashed;
            exposed += counts ? 1UL : 0;
            ownLocks += counts && isOwn(item.Owner) ? 1UL : 0;
        }

        return new(exposed, ownLocks, ownFree, free - ownFree)
        {
            IsPrincipalCharged = parameters.Protocol is Protocol.Today,
            Unit = parameters.Unit,
        };
    }

    /// <summary>Who bears it when so many are slashed at a price for each.</summary>
    /// <remarks>
    /// As the ledger charges: the culprits' collateral, that of the others, and then nobody, or in
    /// <see cref="Protocol.Today"/> the locks. The coalition spares its own locks while it can, and what is
    /// left to the locks falls equally on those that are slashed.
    /// </remarks>
    internal LossShares Split(ulong slashed, Gwei price)
    {
        Gwei penalty = price * slashed;
        Gwei own = Gwei.Min(penalty, OwnBond);
        Gwei left = penalty - own;
        Gwei others = Gwei.Min(left, OtherBonds);
        Ratio rest = Exactly(left - others);
        if (!IsPrincipalCharged || slashed == 0)
        {
            return new(Exactly(own), Members: Exactly(others), Gap: rest);
        }

        ulong strangers = Validators - OwnLocks;
        ulong ownSlashed = slashed > strangers ? slashed - strangers : 0;
        Ratio ownRest = rest * new Ratio(ownSlashed, slashed);
        return new(Exactly(own) + ownRest, Exactly(others) + rest - ownRest, Gap: default);
    }

    private static Ratio Exactly(Gwei amount) => Ratio.FromInteger(new BigInteger(amount.Value));
}

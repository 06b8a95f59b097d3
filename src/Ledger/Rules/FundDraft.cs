using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Rules;

/// <summary>A fund while operations are applied to it: its nodes are changed in place until it is
/// done.</summary>
internal sealed class FundDraft(Fund fund)
{
    /// <summary>The number of the latest operation that looked at it.</summary>
    internal ulong TouchedBy { get; set; }

    internal AccountId Operator => fund.Operator;

    internal uint Margin => fund.Margin;

    internal MerkleListBuilder<StakeLock, LockTotals> Locks { get; } = fund.Locks.ToBuilder();

    internal MerkleListBuilder<Bond, BondTotals> Bonds { get; } = fund.Bonds.ToBuilder();

    internal MerkleListBuilder<Reservation, ReservationTotals> Reservations { get; } =
        fund.Reservations.ToBuilder();

    internal Sequence<LeavingCollateral> Leaving { get; set; } = fund.Leaving;

    internal ulong Keys { get; set; } = fund.Keys;

    internal uint Turn { get; set; } = fund.Turn;

    internal Gwei RewardPerLock { get; set; } = fund.RewardPerLock;

    internal Gwei Penalties { get; set; } = fund.Penalties;

    internal Gwei Charged { get; set; } = fund.Charged;

    internal FundFigures Figures => new(
        Locks.Measure, Bonds.Measure, Reservations.Measure, RewardPerLock, Penalties, Charged);

    /// <summary>The place of an operator's bond, or -1.</summary>
    internal int BondOf(AccountId @operator)
    {
        for (int i = 0; i < Bonds.Count; i++)
        {
            if (Bonds[i].Operator == @operator)
            {
                return i;
            }
        }

        return -1;
    }

    internal Fund ToFund() => new(
        fund.Operator,
        fund.Margin,
        Locks.ToList(),
        Bonds.ToList(),
        Leaving,
        Reservations.ToList(),
        Keys,
        Turn,
        RewardPerLock,
        Penalties,
        Charged);
}

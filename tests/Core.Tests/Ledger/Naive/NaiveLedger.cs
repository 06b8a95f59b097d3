using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>
/// The ledger once more, without a thought for speed: everything is found again after every operation.
/// </summary>
/// <remarks>
/// Written from what the operations and types promise, not from the rules. A fraction is a fraction, an
/// amount an integer of any size, and a refusal a name.
/// </remarks>
internal sealed class NaiveLedger(LedgerParameters parameters)
{
    internal LedgerParameters Parameters => parameters;

    internal ulong Now { get; set; }

    internal ulong ExitEpoch { get; private set; }

    internal BigInteger ExitBalance { get; private set; }

    internal List<NaiveAccount> Accounts { get; } = [];

    internal List<NaiveFund> Funds { get; } = [];

    internal BigInteger Issued { get; set; }

    internal BigInteger PaidOut { get; set; }

    internal BigInteger Burned { get; set; }

    /// <summary>Applies an operation, or says why not and changes nothing.</summary>
    internal string? Apply(LedgerOperation operation)
    {
        string? refusal = operation is OwnerOperation owner
            ? ApplyOwner(owner)
            : NaiveEvidence.Apply(this, operation);
        if (refusal is null)
        {
            foreach (NaiveFund fund in Funds)
            {
                NaiveValidators.Back(this, fund);
            }
        }

        return refusal;
    }

    /// <summary>A lock's owner is paid what the lock has earned.</summary>
    internal void PayReward(NaiveLock item)
    {
        Accounts[(int)item.Owner].Earned += item.Unpaid;
        item.Unpaid = 0;
    }

    /// <summary>compute_exit_epoch_and_update_churn of the beacon chain's specification.</summary>
    internal ulong Queue()
    {
        const ulong Increment = 1_000_000_000;
        ulong churn = Math.Max(
            parameters.Churn.MinPerEpochChurnLimit.Value,
            parameters.NetworkStake.Value / parameters.Churn.ChurnLimitQuotient);
        churn = Math.Min(
            churn / Increment * Increment, parameters.Churn.MaxPerEpochExitChurnLimit!.Value.Value);
        if (ExitEpoch < Now + 5)
        {
            (ExitEpoch, ExitBalance) = (Now + 5, churn);
        }

        while (ExitBalance < parameters.Unit.Value)
        {
            ExitEpoch++;
            ExitBalance += churn;
        }

        ExitBalance -= parameters.Unit.Value;
        return ExitEpoch;
    }

    private string? ApplyOwner(OwnerOperation operation)
    {
        if (operation.Actor.Value >= Accounts.Count)
        {
            return "UnknownAccount";
        }

        NaiveAccount actor = Accounts[(int)operation.Actor.Value];
        if (operation.Number != actor.Operations)
        {
            return "WrongNumber";
        }

        string? refusal = operation switch
        {
            Withdraw asked => NaiveOwners.Apply(this, actor, asked),
            Collect asked => NaiveOwners.Apply(actor, asked),
            OpenFund asked => NaiveOwners.Apply(this, asked),
            MakeLock asked => NaiveOwners.Apply(this, actor, asked),
            RequestUnlock asked => NaiveOwners.Apply(this, asked),
            Release asked => NaiveOwners.Apply(this, actor, asked),
            Settle asked => NaiveOwners.Apply(this, asked),
            PostBond asked => NaiveOwners.Apply(this, actor, asked),
            WithdrawBond asked => NaiveOwners.Apply(this, asked),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
        actor.Operations += refusal is null ? 1UL : 0;
        return refusal;
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Deposits that a quorum has witnessed; each opens an account.</summary>
/// <remarks>Spec: docs/spec/money.md#deposits.</remarks>
internal static class DepositRules
{
    internal static OperationOutcome Apply(ChainRules rules, ChainState state, PostDeposit deposit)
    {
        DepositNotice notice = deposit.Notice;
        if (notice.Number != state.Money.Deposits)
        {
            return new OperationOutcome.Rejected(
                MoneyRefusals.WrongDeposit(notice.Number, state.Money.Deposits),
                MayApplyLater: notice.Number > state.Money.Deposits);
        }

        if (!G1Point.TryDecode(notice.Key, out _))
        {
            return OperationOutcome.Reject(MoneyRefusals.BadAccountKey($"{notice.Key}"));
        }

        if (VoterQuorum.Flaw(state, deposit.Witnesses) is { } flaw)
        {
            return OperationOutcome.Reject(flaw);
        }

        Hash32 root = notice.SigningRoot(rules.Network);
        if (!VoterQuorum.HasSigned(rules, state, deposit.Witnesses, root, deposit.Signature))
        {
            return OperationOutcome.Reject(MoneyRefusals.NotWitnessed(notice.Number));
        }

        (MoneyState money, AccountId account) =
            MoneyOpening.Open(rules, state.Money, notice.Key, notice.WithdrawalCredentials);
        (DelegatedLedger books, Refusal? refusal) =
            DelegationRules.Apply(rules.Money, money.Books, new Credit(account, notice.Amount));
        return refusal is not null
            ? OperationOutcome.Reject(refusal)
            : new OperationOutcome.Accepted(state with
            {
                Money = money with { Books = books, Deposits = money.Deposits + 1 },
            });
    }
}

using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Applies one operation: who sent it, is it signed, and then the rule of its kind.</summary>
public static class OperationRules
{
    /// <summary>Applies an operation to the state.</summary>
    public static OperationOutcome Apply(ChainRules rules, ChainState state, SignedOperation signed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(signed);
        if (state.OperatorOf(signed.Sender) is not { } sender)
        {
            // Not for later either: until its key is known, nobody can tell whether it signed.
            return OperationOutcome.Reject(
                "UnknownOperator", $"operator {signed.Sender}", $"1 to {state.Operators.Count}");
        }

        IdentityClaim claim = signed.Claim(sender.Record.Identity.IdentityKey, rules.Network);
        if (!IdentitySignature.Verify(claim, rules.Memo))
        {
            return OperationOutcome.Reject(
                "BadSignature",
                $"an operation of operator {signed.Sender}",
                "one that its identity key signed");
        }

        return signed.Operation switch
        {
            PostKeys keys => KeysRule.Apply(rules, state, sender, keys),
            PostEpochReport report => EpochReportRule.Apply(rules, state, report),
            RegisterOperator register => MembershipRules.Register(rules, state, register),
            RetireOperator retire => MembershipRules.Retire(state, sender, retire),
            PostAbsence absence => AbsenceRule.Apply(rules, state, signed.Sender, absence),
            ContradictReport contradiction => ContradictionRule.Apply(rules, state, contradiction),
            PostRequest request => RequestRules.Apply(rules, state, request),
            PostDeposit deposit => DepositRules.Apply(rules, state, deposit),
            CeremonyOperation operation => CeremonyRules.Apply(rules, state, signed.Sender, operation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

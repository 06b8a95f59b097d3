using TrustlessPools.Ledger.Accounts;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Operators come with a quorum's consent and leave of their own will.</summary>
internal static class MembershipRules
{
    internal static OperationOutcome Register(ChainRules rules, ChainState state, RegisterOperator register)
    {
        if (state.Operators.Count == NetworkGenesis.OperatorsMax)
        {
            return OperationOutcome.Reject(
                "NetworkIsFull", "a further operator", $"{NetworkGenesis.OperatorsMax}");
        }

        PublicIdentity identity = register.Identity;
        if (state.Operators.Any(o => o.Record.Identity.IdentityKey == identity.IdentityKey
            || o.Record.Identity.CertificatePin == identity.CertificatePin))
        {
            return OperationOutcome.Reject(
                "RepeatedIdentity", identity.Name, "a key and a certificate that nobody else has");
        }

        if (!identity.IsPossessionProven())
        {
            return OperationOutcome.Reject(
                "UnprovenKey", identity.Name, "a proof of possession of the identity key");
        }

        if (VoterQuorum.Flaw(state, register.Sponsors) is { } flaw)
        {
            return OperationOutcome.Reject(flaw);
        }

        Hash32 root = RegisterOperator.SigningRoot(identity, rules.Network);
        if (!VoterQuorum.HasSigned(rules, state, register.Sponsors, root, register.Signature))
        {
            return OperationOutcome.Reject(
                "BadSignature", $"consent to {identity.Name}", "its sponsors' aggregate");
        }

        var record = new OperatorRecord(new((uint)state.Operators.Count + 1), identity);
        (MoneyState money, AccountId account) =
            MoneyOpening.Open(rules, state.Money, identity.IdentityKey, withdrawalCredentials: default);
        return new OperationOutcome.Accepted(state with
        {
            Operators = state.Operators.Add(OperatorEntry.Of(record, state.Term, account)),
            Money = money,
        });
    }

    internal static OperationOutcome Retire(ChainState state, OperatorEntry sender, RetireOperator retire)
    {
        if (sender.Leaving.TryGet(out Term leaving))
        {
            return OperationOutcome.Reject(
                "AlreadyLeaving", $"operator {sender.Id}", $"it leaves after term {leaving}");
        }

        if (retire.After < state.Term)
        {
            return OperationOutcome.Reject(
                "TermIsOver", $"term {retire.After}", $"term {state.Term} or later");
        }

        Sequence<OperatorEntry> operators = state.Operators.Map(
            o => o.Id == sender.Id ? o with { Leaving = new(retire.After) } : o);
        return new OperationOutcome.Accepted(state with { Operators = operators });
    }
}

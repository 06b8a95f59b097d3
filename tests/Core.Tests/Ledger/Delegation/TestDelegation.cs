using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>A ledger with delegation that tests tell what happens, one event after the other.</summary>
internal sealed class TestDelegation
{
    internal static readonly AccountId Reserve = new(0);

    internal TestDelegation(DelegationParameters parameters)
    {
        Parameters = parameters;
        (LedgerState ledger, Refusal? refusal) = LedgerRules.Apply(
            parameters.Ledger, LedgerState.Empty, new OpenAccount(KeyOf("reserve")));
        Assert.Null(refusal);
        (DelegatedLedger? state, refusal) = DelegationRules.Open(parameters, ledger, Reserve);
        Assert.True(state is not null, $"{refusal}");
        State = state;
    }

    /// <summary>21 days to unlock, validators at once, two pools wanted.</summary>
    internal static DelegationParameters Locked { get; } = DelegationParameters.Days21 with
    {
        Ledger = DelegationParameters.Days21.Ledger with { Mode = BackingMode.Ideal },
        TargetPools = 2,
    };

    /// <summary>The same in the laboratory, where stake is free.</summary>
    internal static DelegationParameters Liquid { get; } = Locked with { Custody = Custody.Liquid };

    internal DelegationParameters Parameters { get; }

    internal DelegatedLedger State { get; private set; }

    internal DelegationState Delegation => State.Delegation;

    internal Gwei Unit => Parameters.Ledger.Unit;

    internal Account Account(AccountId id) => State.Ledger.Accounts[(int)id.Value];

    internal Gwei Earned(AccountId id) => Account(id).Earned;

    internal AccountId Open(string name, Gwei credit)
    {
        Do(new OpenAccount(KeyOf(name)));
        var id = new AccountId((uint)State.Ledger.Accounts.Count - 1);
        if (credit.Value > 0)
        {
            Do(new Credit(id, credit));
        }

        return id;
    }

    /// <summary>Opens an account and, in its name, a fund.</summary>
    internal (AccountId Operator, FundId Fund) OpenFund(string name, Gwei credit)
    {
        AccountId id = Open(name, credit);
        Do(id, static (a, n) => new OpenFund(a, n, 0));
        return (id, new((uint)State.Ledger.Funds.Count - 1));
    }

    internal PoolId Register(AccountId @operator, FundId fund, PoolTerms terms)
    {
        Do(@operator, (a, n) => new RegisterPool(a, n, fund, terms));
        return new((uint)Delegation.Pools.Count - 1);
    }

    internal void Lock(AccountId owner, FundId fund, int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            Do(owner, (a, n) => new MakeLock(a, n, fund));
        }
    }

    internal void Unlock(AccountId owner, FundId fund, uint number) =>
        Do(owner, (a, n) => new RequestUnlock(a, n, new LockId(fund, number)));

    /// <summary>Comes to the next boundary, and begins its epoch.</summary>
    internal void Begin(Gwei gained, params ulong[] work)
    {
        ComeToBoundary();
        Do(Beginning(gained, work));
    }

    internal void BeginUntil(ulong epoch)
    {
        while (Delegation.Epoch.Value < epoch)
        {
            Begin(default);
        }
    }

    internal void ComeToBoundary() =>
        Do(new AdvanceEpoch(Parameters.StartOf(Delegation.Epoch.Next)));

    internal BeginEpoch Beginning(Gwei gained, params ulong[] work) => new(
        Delegation.Epoch.Next,
        new(gained, default, work.Select(static (w, i) => new PoolWork(new((uint)i), w)).ToSequence()));

    internal void Do(LedgerOperation operation) => MustNotBe(Try(operation), operation);

    internal void Do(DelegationOperation operation) => MustNotBe(Try(operation), operation);

    internal void Do(AccountId actor, Func<AccountId, ulong, LedgerOperation> operation) =>
        Do(operation(actor, Account(actor).Operations));

    internal void Do(AccountId actor, Func<AccountId, ulong, DelegationOperation> operation) =>
        Do(operation(actor, Account(actor).Operations));

    internal Refusal Refused(LedgerOperation operation) => MustBe(() => Try(operation));

    internal Refusal Refused(DelegationOperation operation) => MustBe(() => Try(operation));

    internal Refusal Refused(AccountId actor, Func<AccountId, ulong, LedgerOperation> operation) =>
        Refused(operation(actor, Account(actor).Operations));

    internal Refusal Refused(AccountId actor, Func<AccountId, ulong, DelegationOperation> operation) =>
        Refused(operation(actor, Account(actor).Operations));

    internal Refusal? Try(LedgerOperation operation)
    {
        (State, Refusal? refusal) = DelegationRules.Apply(Parameters, State, operation);
        return refusal;
    }

    internal Refusal? Try(DelegationOperation operation)
    {
        (State, Refusal? refusal) = DelegationRules.Apply(Parameters, State, operation);
        return refusal;
    }

    /// <summary>Puts a state in place that would take long to come to.</summary>
    internal void Replace(DelegationState delegation) => State = State with { Delegation = delegation };

    private static Hash32 KeyOf(string name) => Hash32.Sha256(System.Text.Encoding.UTF8.GetBytes(name));

    private static void MustNotBe(Refusal? refusal, object operation) =>
        Assert.True(refusal is null, $"{operation}: {refusal}");

    private Refusal MustBe(Func<Refusal?> attempt)
    {
        Hash32 before = DelegatedLedger.Ssz.HashTreeRoot(State);
        Refusal? refusal = attempt();
        Assert.True(refusal is not null, "Not refused.");
        Assert.Equal(before, DelegatedLedger.Ssz.HashTreeRoot(State));
        return refusal;
    }
}

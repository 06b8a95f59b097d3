using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>A ledger that tests tell what happens, one event after the other.</summary>
internal sealed class TestLedger(LedgerParameters parameters)
{
    internal static readonly FundId First = new(0);

    internal LedgerParameters Parameters => parameters;

    internal LedgerState State { get; private set; } = LedgerState.Empty;

    internal Fund Fund => State.Funds[0];

    internal FundFigures Figures => Fund.Figures;

    internal ulong Capacity => TrustlessPools.Ledger.Collateral.Capacity.Of(Figures, parameters);

    /// <summary>
    /// As seed 001 has it: penalties from collateral, validators at once; and bonds of any amount.
    /// </summary>
    internal static LedgerParameters Seed { get; } =
        new() { Protocol = Protocol.Seed, Mode = BackingMode.Ideal, MinimumBond = default };

    /// <summary>Penalties from collateral, validators through the exit queue.</summary>
    internal static LedgerParameters Electra { get; } = Seed with { Mode = BackingMode.Electra };

    /// <summary>Penalties from the validator's balance, validators through the exit queue.</summary>
    internal static LedgerParameters Today { get; } = Electra with { Protocol = Protocol.Today };

    internal static Gwei Eth(ulong amount) => new(amount * 1_000_000_000);

    internal Account Account(AccountId id) => State.Accounts[(int)id.Value];

    internal StakeLock Lock(uint number) => Fund.Locks[(int)number];

    internal AccountId Open(string name, Gwei credit)
    {
        Do(new OpenAccount(Hash32.Sha256(System.Text.Encoding.UTF8.GetBytes(name))));
        var id = new AccountId((uint)State.Accounts.Count - 1);
        if (credit.Value > 0)
        {
            Do(new Credit(id, credit));
        }

        return id;
    }

    /// <summary>Goes on from a state that another ledger has come to.</summary>
    internal void Restore(LedgerState state) => State = state;

    /// <summary>Evidence against the validator that stands on a lock.</summary>
    internal Slash Slash(LockId id, Gwei loss, Gwei later, Sequence<AccountId> culprits) =>
        new(id, State.LockOf(id)?.Key ?? 0, loss, later, culprits);

    /// <summary>Applies what must not be refused.</summary>
    internal void Do(LedgerOperation operation)
    {
        Refusal? refusal = Try(operation);
        Assert.True(refusal is null, $"{operation}: {refusal}");
    }

    /// <summary>Applies what an owner asks for, with the owner's next number.</summary>
    internal void Do(AccountId actor, Func<AccountId, ulong, LedgerOperation> operation) =>
        Do(operation(actor, Account(actor).Operations));

    /// <summary>Applies what must be refused, and checks that nothing changes.</summary>
    internal Refusal Refused(LedgerOperation operation)
    {
        Hash32 before = LedgerState.Ssz.HashTreeRoot(State);
        Refusal? refusal = Try(operation);
        Assert.True(refusal is not null, $"{operation}: not refused");
        Assert.Equal(before, LedgerState.Ssz.HashTreeRoot(State));
        return refusal;
    }

    /// <summary>What must be refused of what an owner asks for.</summary>
    internal Refusal Refused(AccountId actor, Func<AccountId, ulong, LedgerOperation> operation) =>
        Refused(operation(actor, Account(actor).Operations));

    private Refusal? Try(LedgerOperation operation)
    {
        (LedgerState state, Refusal? refusal) = LedgerRules.Apply(parameters, State, operation);
        State = state;
        return refusal;
    }
}

using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>
/// A pool of delegated stake, liquid or locked, and a delegator who would rather have it back.
/// </summary>
/// <remarks>
/// The damage is weight that decides and whose stake is no longer there: it has nothing to lose
/// (<see cref="StaleStake"/>). What is withdrawn is still the attacker's, so that it costs nothing.
/// </remarks>
internal sealed class DelegationPosition : IPosition
{
    private static readonly AccountId Reserve = new(0);
    private static readonly AccountId Attacker = new(1);
    private static readonly FundId Fund = new(0);

    private readonly DelegationParameters _parameters;
    private readonly DelegatedLedger _state;
    private readonly Gwei _wealth;

    private DelegationPosition(DelegationParameters parameters, DelegatedLedger state, Gwei wealth)
    {
        _parameters = parameters;
        _state = state;
        _wealth = wealth;
    }

    public string Identity => DelegatedLedger.Ssz.HashTreeRoot(_state).ToString();

    public double Cost
    {
        get
        {
            LedgerState ledger = _state.Ledger;
            Account account = ledger.Accounts[(int)Attacker.Value];
            Gwei locked = default;
            foreach (StakeLock item in ledger.Funds[0].Locks)
            {
                locked += item.Status is LockStatus.Released ? default : _parameters.Ledger.Unit - item.Loss;
            }

            return Ether(_wealth) - Ether(account.Free + account.Earned + locked + ledger.PaidOut);
        }
    }

    public double Damage => Ether(StaleStake.Of(_parameters, _state).Stale);

    /// <summary>A registered pool and an attacker with some money.</summary>
    internal static DelegationPosition Start(DelegationParameters parameters, Gwei wealth)
    {
        LedgerState ledger = LedgerState.Empty;
        foreach (LedgerOperation operation in (LedgerOperation[])[
            new OpenAccount(Hash32.Sha256("reserve"u8)), new OpenAccount(Hash32.Sha256("attacker"u8)),
            new Credit(Attacker, wealth), new OpenFund(Attacker, 0, 0)])
        {
            (ledger, Refusal? flaw) = LedgerRules.Apply(parameters.Ledger, ledger, operation);
            Invariant.Holds(flaw is null, $"{operation} applies: {flaw}");
        }

        (DelegatedLedger? opened, Refusal? refusal) = DelegationRules.Open(parameters, ledger, Reserve);
        Invariant.Holds(opened is not null, $"Delegation opens: {refusal}");
        (DelegatedLedger state, refusal) = DelegationRules.Apply(
            parameters, opened, new RegisterPool(Attacker, 1, Fund, new(default, default, 0)));
        Invariant.Holds(refusal is null, $"The pool is registered: {refusal}");
        return new(parameters, state, wealth);
    }

    public IEnumerable<Act> Acts()
    {
        ulong number = Number(_state);
        foreach ((string name, Func<(DelegatedLedger, Refusal?)> apply) in (
            (string, Func<(DelegatedLedger, Refusal?)>)[])[
                ("delegates its balance", () => DelegationRules.Apply(
                    _parameters, _state, new DelegateBalance(Attacker, number, new PoolId(0)))),
                ("ends its delegation", () => DelegationRules.Apply(
                    _parameters, _state, new EndDelegation(Attacker, number))),
                ("spends its balance", () => DelegationRules.Apply(
                    _parameters, _state, new Withdraw(Attacker, number, _state.Ledger.Accounts[1].Free))),
                ("locks a stake in the pool", () => DelegationRules.Apply(
                    _parameters, _state, new MakeLock(Attacker, number, Fund))),
                ("asks for its stake back", () => DelegationRules.Apply(
                    _parameters, _state, new RequestUnlock(Attacker, number, new LockId(Fund, 0)))),
                ("takes its stake back", () => DelegationRules.Apply(
                    _parameters, _state, new Release(Attacker, number, new LockId(Fund, 0)))),
                ("waits for the next snapshot", NextEpoch),
            ])
        {
            (DelegatedLedger after, Refusal? refusal) = apply();
            if (refusal is null)
            {
                yield return new(name, new DelegationPosition(_parameters, after, _wealth));
            }
        }
    }

    private static ulong Number(DelegatedLedger state) =>
        state.Ledger.Accounts[(int)Attacker.Value].Operations;

    private static double Ether(Gwei amount) => amount.Value / 1e9;

    private (DelegatedLedger State, Refusal? Refusal) NextEpoch()
    {
        RewardEpoch next = _state.Delegation.Epoch.Next;
        (DelegatedLedger at, Refusal? refusal) = DelegationRules.Apply(
            _parameters, _state, new AdvanceEpoch(_parameters.StartOf(next)));
        return refusal is not null
            ? (_state, refusal)
            : DelegationRules.Apply(_parameters, at, new BeginEpoch(next, EpochIncome.None));
    }
}

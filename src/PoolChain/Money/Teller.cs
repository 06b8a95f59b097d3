using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Books that change by evidence, one entry after the other.</summary>
/// <remarks>
/// Evidence comes from operators, who may be wrong: what the ledger's rules refuse changes nothing.
/// </remarks>
internal sealed class Teller(ChainRules rules, MoneyState money)
{
    private DelegatedLedger _books = money.Books;

    private Sequence<EpochIncome> _incomes = money.Incomes;

    internal LedgerState Ledger => _books.Ledger;

    internal MoneyState ToMoney() => money with { Books = _books, Incomes = _incomes };

    /// <summary>Enters what evidence shows.</summary>
    /// <returns>False when the ledger refuses it.</returns>
    internal bool Enter(LedgerOperation operation)
    {
        (_books, Refusal? refusal) = DelegationRules.Apply(rules.Money, _books, operation);
        return refusal is null;
    }

    /// <summary>Pays committees their cut.</summary>
    internal bool Pay(PayRewards cut)
    {
        (LedgerState ledger, Refusal? refusal) = LedgerRules.Apply(rules.Money.Ledger, Ledger, cut);
        _books = _books with { Ledger = ledger };
        return refusal is null;
    }

    /// <summary>
    /// The delegated pool whose reward is paid by the epoch, or none for a fund's own rule.
    /// </summary>
    internal Optional<PoolId> DelegatedOn(FundId fund)
    {
        foreach (SnapshotPool pool in _books.Delegation.Set.Pools.AsSpan())
        {
            if (_books.Delegation.Pools[(int)pool.Pool.Value].Fund == fund)
            {
                return new(pool.Pool);
            }
        }

        return default;
    }

    /// <summary>
    /// Notes what a delegated pool's validator has gained: its part is known at the boundary. False reports
    /// add up to no more than there is.
    /// </summary>
    internal void Note(PoolId pool, Gwei gained)
    {
        EpochIncome income = _incomes[0];
        PoolWork[] others = [.. income.Work.Where(w => w.Pool != pool)];
        ulong credits = income.Work.FirstOrDefault(w => w.Pool == pool).Credits + 1;
        var noted = new EpochIncome(
            income.Gained + Gwei.Min(gained, LedgerParameters.AmountMax - income.Gained),
            income.Lost,
            others.Append(new(pool, credits)).OrderBy(static w => w.Pool).ToSequence());
        _incomes = [noted, .. _incomes.Skip(1)];
    }

    /// <summary>Begins a reward epoch; income that there cannot be is none.</summary>
    private void Begin(RewardEpoch next, EpochIncome income)
    {
        (_books, Refusal? refusal) =
            DelegationRules.Apply(rules.Money, _books, new BeginEpoch(next, income));
        if (refusal is not null)
        {
            (_books, refusal) =
                DelegationRules.Apply(rules.Money, _books, new BeginEpoch(next, EpochIncome.None));
        }

        Invariant.Holds(refusal is null, $"Boundaries come in their order: {refusal}.");
    }

    /// <summary>Comes to an epoch, boundary after boundary.</summary>
    internal void Advance(Epoch epoch)
    {
        while (rules.Money.EpochOf(epoch) > _books.Delegation.Epoch)
        {
            RewardEpoch next = _books.Delegation.Epoch.Next;
            Epoch start = rules.Money.StartOf(next);
            if (start > Ledger.Now)
            {
                Enter(new AdvanceEpoch(start));
            }

            // The income of the epoch before the running one is complete now.
            Begin(next, _incomes[1]);
            _incomes = [EpochIncome.None, _incomes[0]];
        }

        if (epoch > Ledger.Now)
        {
            Enter(new AdvanceEpoch(epoch));
        }
    }
}

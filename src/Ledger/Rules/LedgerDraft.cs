using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Invariants;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Rules;

/// <summary>
/// The ledger while operations are applied: changed in place by the rules, and by nobody else; the state that
/// it came from stays as it is.
/// </summary>
/// <remarks>A rule first finds every reason to refuse; only then it changes anything.</remarks>
internal sealed class LedgerDraft(LedgerParameters parameters, LedgerState state)
{
    private readonly SortedDictionary<uint, FundDraft> _opened = [];
    private readonly List<(FundDraft Fund, Gwei Before)> _touched = [];
    private ulong _operations;
    private MoneyFlow _before;

    internal LedgerParameters Parameters => parameters;

    internal Epoch Now { get; set; } = state.Now;

    internal Epoch ExitEpoch { get; set; } = state.ExitEpoch;

    internal Gwei ExitBalance { get; set; } = state.ExitBalance;

    internal MerkleListBuilder<Account, AccountTotals> Accounts { get; } = state.Accounts.ToBuilder();

    internal MerkleList<Fund, FundTotals> Funds { get; private set; } = state.Funds;

    internal Gwei Issued { get; set; } = state.Issued;

    internal Gwei PaidOut { get; set; } = state.PaidOut;

    internal Gwei Burned { get; set; } = state.Burned;

    internal IEnumerable<FundDraft> Touched => _touched.Select(static t => t.Fund);

    /// <summary>What the touched funds' money has changed by since the operation began.</summary>
    internal (Gwei Before, Gwei After) FundMoney
    {
        get
        {
            (Gwei before, Gwei after) = (default, default);
            foreach ((FundDraft fund, Gwei was) in _touched)
            {
                before += was;
                after += fund.Figures.Money(parameters.Unit);
            }

            return (before, after);
        }
    }

    /// <summary>The flows when the operation began.</summary>
    internal MoneyFlow Before => _before;

    /// <summary>The flows now.</summary>
    internal MoneyFlow Flow => new(Accounts.Measure.All, Issued, PaidOut, Burned);

    /// <summary>An operation begins: what it will change is measured from here.</summary>
    internal void Begin()
    {
        _touched.Clear();
        _operations++;
        _before = Flow;
    }

    /// <summary>An account, or null for a number that nobody has.</summary>
    internal Account? Account(AccountId id) => id.Value < Accounts.Count ? Accounts[(int)id.Value] : null;

    /// <summary>Exchanges an account that is there.</summary>
    internal void Set(AccountId id, Account account) => Accounts[(int)id.Value] = account;

    /// <summary>Adds to what an account has earned.</summary>
    internal void Earn(AccountId id, Gwei amount)
    {
        if (amount.Value > 0)
        {
            Account account = Accounts[(int)id.Value];
            Set(id, account with { Earned = account.Earned + amount });
        }
    }

    /// <summary>Adds to what an account may spend.</summary>
    internal void Free(AccountId id, Gwei amount)
    {
        Account account = Accounts[(int)id.Value];
        Set(id, account with { Free = account.Free + amount });
    }

    /// <summary>A fund, or null for a number that none has.</summary>
    internal FundDraft? Fund(FundId id)
    {
        if (id.Value >= Funds.Count)
        {
            return null;
        }

        if (!_opened.TryGetValue(id.Value, out FundDraft? fund))
        {
            fund = new(Funds[(int)id.Value]);
            _opened.Add(id.Value, fund);
        }

        if (fund.TouchedBy != _operations)
        {
            fund.TouchedBy = _operations;
            _touched.Add((fund, fund.Figures.Money(parameters.Unit)));
        }

        return fund;
    }

    /// <summary>Opens a fund and gives its number.</summary>
    internal FundId Add(Fund fund)
    {
        Funds = Funds.Add(fund);
        return new((uint)Funds.Count - 1);
    }

    /// <summary>The state after all that was applied.</summary>
    internal LedgerState ToState()
    {
        MerkleListBuilder<Fund, FundTotals> funds = Funds.ToBuilder();
        foreach ((uint number, FundDraft fund) in _opened)
        {
            funds[(int)number] = fund.ToFund();
        }

        return new(
            Now, ExitEpoch, ExitBalance, Accounts.ToList(), funds.ToList(), Issued, PaidOut, Burned);
    }
}

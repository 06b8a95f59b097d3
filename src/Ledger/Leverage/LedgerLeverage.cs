using System.Numerics;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>The leverage of the pools and operators of a ledger as it stands.</summary>
/// <remarks>
/// Spec: docs/spec/leverage.md#of-a-ledger. A pool's coalition is all who have put up collateral for it,
/// should they act as one; an operator's is the operator alone, over all funds that it has opened.
/// </remarks>
public static class LedgerLeverage
{
    /// <summary>All pools and all operators of a ledger.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="parameters">The ledger's.</param>
    /// <param name="numbers">
    /// Which numbers of slashed validators to report, of how many there are: <see cref="Each"/>, or the
    /// fewer of <see cref="LogAxis"/>.
    /// </param>
    public static LedgerLeverageReport Of(
        LedgerState state, LedgerParameters parameters, Func<ulong, Sequence<ulong>> numbers)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(parameters);
        StrategyPrices prices = Prices(state, parameters);
        var standings = new SortedDictionary<uint, List<FundStanding>>();
        var funds = new List<FundLeverage>();
        for (int i = 0; i < state.Funds.Count; i++)
        {
            Fund fund = state.Funds[i];
            FundStanding all = FundStanding.Of(fund, parameters, Bonded(fund).Contains);
            funds.Add(new(new((uint)i), Rows([all], numbers, prices)));
            FundStanding alone = FundStanding.Of(fund, parameters, a => a == fund.Operator);
            standings.TryAdd(fund.Operator.Value, []);
            standings[fund.Operator.Value].Add(alone);
        }

        return new(
            funds.ToSequence(),
            standings.Select(s => new OperatorLeverage(new(s.Key), Rows(s.Value, numbers, prices)))
                .ToSequence());
    }

    /// <summary>Every number of slashed validators: 1, 2, …, all.</summary>
    public static Sequence<ulong> Each(ulong validators)
    {
        var numbers = new ulong[validators];
        for (ulong i = 0; i < validators; i++)
        {
            numbers[i] = i + 1;
        }

        return numbers.ToSequence();
    }

    private static HashSet<AccountId> Bonded(Fund fund)
    {
        HashSet<AccountId> accounts = [fund.Operator];
        for (int i = 0; i < fund.Bonds.Count; i++)
        {
            accounts.Add(fund.Bonds[i].Operator);
        }

        return accounts;
    }

    private static Sequence<LeverageRow> Rows(
        List<FundStanding> standings, Func<ulong, Sequence<ulong>> numbers, StrategyPrices prices)
    {
        (ulong validators, Gwei controlled, Gwei atRisk) = (0, default, default);
        foreach (FundStanding standing in standings)
        {
            validators += standing.Validators;
            controlled += standing.Controlled;
            atRisk += standing.AtRisk;
        }

        var risk = Ratio.FromInteger(new BigInteger(atRisk.Value));
        return validators == 0
            ? []
            : numbers(validators).Map(n => new LeverageRow(controlled, risk, n, Split(standings, n, prices)));
    }

    /// <summary>The validators of a fund are slashed before those of the next.</summary>
    private static LossShares Split(List<FundStanding> standings, ulong slashed, StrategyPrices prices)
    {
        Gwei price = prices.PerValidator(new Strategy.SlashedTogether(slashed));
        LossShares sum = default;
        foreach (FundStanding standing in standings)
        {
            ulong here = Math.Min(slashed, standing.Validators);
            sum += standing.Split(here, price);
            slashed -= here;
        }

        return sum;
    }

    private static StrategyPrices Prices(LedgerState state, LedgerParameters parameters)
    {
        Gwei known = default;
        for (int i = 0; i < state.Funds.Count; i++)
        {
            known += parameters.Unit * state.Funds[i].Figures.Locks.Exposed;
        }

        // The network has at least the stake that the ledger itself knows of.
        return new(new()
        {
            ActiveStake = parameters.NetworkStake > known ? parameters.NetworkStake : known,
            ValidatorStake = EffectiveBalances.Of(parameters.Unit, EffectiveBalances.Max),
            Beacon = BeaconParameters.Mainnet with { Churn = parameters.Churn },
        });
    }
}

/// <summary>The leverage of a pool.</summary>
/// <param name="Fund">Which.</param>
/// <param name="Rows">By the number of slashed validators; none when it has no validator.</param>
public sealed record FundLeverage(FundId Fund, Sequence<LeverageRow> Rows);

/// <summary>The leverage of an operator.</summary>
/// <param name="Operator">Who.</param>
/// <param name="Rows">By the number of slashed validators; none when it controls no validator.</param>
public sealed record OperatorLeverage(AccountId Operator, Sequence<LeverageRow> Rows);

/// <summary>The leverage of all pools and operators of a ledger.</summary>
/// <param name="Funds">By their numbers.</param>
/// <param name="Operators">Who has opened a fund, by their numbers.</param>
public sealed record LedgerLeverageReport(Sequence<FundLeverage> Funds, Sequence<OperatorLeverage> Operators);

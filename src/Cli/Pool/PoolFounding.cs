using TrustlessPools.Cli.Operator;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>
/// The steps to a pool in a running network; each does what is not done yet, so all may be taken again.
/// </summary>
/// <param name="plan">What is wanted.</param>
/// <param name="desk">The operator's who makes it.</param>
/// <param name="say">Takes what people should read.</param>
internal sealed class PoolFounding(PoolPlan plan, OperatorDesk desk, Action<string> say)
{
    /// <summary>The fund that the pool stands on; a named group's is opened, with its terms.</summary>
    internal async Task<FundId> FundAsync(CancellationToken cancel)
    {
        if (plan.Members.Count == 0)
        {
            return MoneyState.RotatingFund;
        }

        FundId fund = plan.Fund is { } chosen ? new(chosen) : await OwnFundAsync(cancel);
        await TermsAsync(fund, cancel);
        return fund;
    }

    /// <summary>The members who have not yet consented by a bond in the fund.</summary>
    internal async Task<OperatorId[]> WithoutBondAsync(FundId fund, CancellationToken cancel)
    {
        if (plan.Members.Count == 0)
        {
            return [];
        }

        FundDocument standing = await StandingAsync(fund, cancel);
        return
        [
            .. plan.Members.Where(m => !standing.Bonds.Any(b =>
                b.Staying.Value > 0 && b.Operator.TryGet(out OperatorId number) && number == m)),
        ];
    }

    /// <summary>Makes the pool.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<(PoolDocument Made, OfferDocument Offer)> MakeAsync(
        FundId fund, CancellationToken cancel)
    {
        OfferDocument offer = await desk.AskAsync(
            account => new CreatePool(
                account.Account, account.NextRequest, plan.Seats, plan.Threshold, fund, plan.Members),
            cancel);
        Sequence<PoolDocument> pools = await desk.Api.PoolsAsync(cancel);
        return (pools.Last(p => p.Fund == fund), offer);
    }

    private async Task<FundId> OwnFundAsync(CancellationToken cancel)
    {
        AccountDocument own = await desk.AccountAsync(cancel);
        if (await LastOwnAsync(own, cancel) is { } known)
        {
            say($"Fund {known.Fund} is yours: the pool will stand on it.");
            return known.Fund;
        }

        await desk.AskAsync(
            a => new LedgerRequest(new OpenFund(a.Account, a.NextRequest, plan.Terms.Margin)), cancel);
        FundDocument opened = (await LastOwnAsync(own, cancel))!;
        say($"Opened fund {opened.Fund}.");
        return opened.Fund;
    }

    private async Task<FundDocument?> LastOwnAsync(AccountDocument own, CancellationToken cancel) =>
        (await desk.Api.FundsAsync(cancel)).Funds.LastOrDefault(
            f => f.Fund != MoneyState.RotatingFund && f.Leader == own.Account);

    private async Task TermsAsync(FundId fund, CancellationToken cancel)
    {
        FundDocument standing = await StandingAsync(fund, cancel);
        if (standing.Delegation.HasValue)
        {
            say($"Fund {fund} has terms already; they stay as they are.");
            return;
        }

        await desk.AskAsync(
            a => new DelegationRequest(new RegisterPool(a.Account, a.NextRequest, fund, plan.Terms)),
            cancel);
        say($"Fund {fund} is open to delegation, on the terms that you gave.");
    }

    private async Task<FundDocument> StandingAsync(FundId fund, CancellationToken cancel) =>
        (await desk.Api.FundsAsync(cancel)).Funds.FirstOrDefault(f => f.Fund == fund)
        ?? throw new RefusedException(new("UnknownFund", $"fund {fund}", "a fund that was opened"));
}

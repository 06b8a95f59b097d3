using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary><c>tpool pool create</c>: makes a pool in the running network.</summary>
internal static class PoolCreateCommand
{
    internal static Command Create()
    {
        var options = new PoolPlanOptions();
        var command = new Command(
            "create",
            """
            Make a pool, which generates its key with the next draw and waits for a lock.

            Without --members its committee is drawn anew every term, and it stands on the fund of all such pools. With
            --members it is of a named group: you open a fund, each member consents by a bond in that fund, and then the pool
            is made. The command does what can be done, says what is missing, and may be run again.

            Examples:
              tpool pool create --data-dir alice --seats 4
              tpool pool create --data-dir alice --seats 4 --members group.txt --margin 5% --pledge 32
            """);
        foreach (Option option in options.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancel) => RunAsync(options.Read(result), cancel));
        return command;
    }

    private static async Task<int> RunAsync(PoolPlan plan, CancellationToken cancel)
    {
        using var desk = new OperatorDesk(plan.DataDir);
        FundId fund = MoneyState.RotatingFund;
        if (plan.Members.Count > 0)
        {
            fund = await FundAsync(plan, desk, cancel);
            await TermsAsync(plan, desk, fund, cancel);
            OperatorId[] missing = await WithoutBondAsync(plan, desk, fund, cancel);
            if (missing.Length > 0)
            {
                AskForBonds(fund, missing);
                return ExitCode.Failed;
            }
        }

        OfferDocument offer = await desk.AskAsync(
            account => new CreatePool(
                account.Account, account.NextRequest, plan.Seats, plan.Threshold, fund, plan.Members),
            cancel);
        Sequence<PoolDocument> pools = await desk.Api.PoolsAsync(cancel);
        PoolDocument made = pools.Last(p => p.Fund == fund);
        if (plan.IsJson)
        {
            Console.WriteLine(PoolDocument.Shape.ToText(made));
            return ExitCode.Done;
        }

        string verb = plan.Members.Count > 0 ? "delegate" : "lock";
        Console.WriteLine(
            $"Block {offer.Height} makes pool {made.Pool} on fund {fund}. Its key is generated with the next draw.");
        Console.WriteLine($"Stakers come with: tpool staker {verb} --pool {made.Pool}");
        return ExitCode.Done;
    }

    private static async Task<FundId> FundAsync(
        PoolPlan plan, OperatorDesk desk, CancellationToken cancel)
    {
        AccountDocument own = await desk.AccountAsync(cancel);
        if (plan.Fund is { } chosen)
        {
            return new(chosen);
        }

        if (await LastOwnAsync(desk, own, cancel) is { } known)
        {
            Say(plan, $"Fund {known.Fund} is yours: the pool will stand on it.");
            return known.Fund;
        }

        await desk.AskAsync(
            a => new LedgerRequest(new OpenFund(a.Account, a.NextRequest, plan.Terms.Margin)), cancel);
        FundDocument opened = (await LastOwnAsync(desk, own, cancel))!;
        Say(plan, $"Opened fund {opened.Fund}.");
        return opened.Fund;
    }

    private static async Task<FundDocument?> LastOwnAsync(
        OperatorDesk desk, AccountDocument own, CancellationToken cancel) =>
        (await desk.Api.FundsAsync(cancel)).Funds.LastOrDefault(
            f => f.Fund != MoneyState.RotatingFund && f.Leader == own.Account);

    private static async Task TermsAsync(
        PoolPlan plan, OperatorDesk desk, FundId fund, CancellationToken cancel)
    {
        FundDocument standing = await StandingAsync(desk, fund, cancel);
        if (standing.Delegation.HasValue)
        {
            Say(plan, $"Fund {fund} has terms already; they stay as they are.");
            return;
        }

        await desk.AskAsync(
            a => new DelegationRequest(new RegisterPool(a.Account, a.NextRequest, fund, plan.Terms)), cancel);
        Say(plan, $"Fund {fund} is open to delegation, on the terms that you gave.");
    }

    private static async Task<OperatorId[]> WithoutBondAsync(
        PoolPlan plan, OperatorDesk desk, FundId fund, CancellationToken cancel)
    {
        FundDocument standing = await StandingAsync(desk, fund, cancel);
        return
        [
            .. plan.Members.Where(m => !standing.Bonds.Any(b =>
                b.Staying.Value > 0 && b.Operator.TryGet(out OperatorId number) && number == m)),
        ];
    }

    private static async Task<FundDocument> StandingAsync(
        OperatorDesk desk, FundId fund, CancellationToken cancel) =>
        (await desk.Api.FundsAsync(cancel)).Funds.FirstOrDefault(f => f.Fund == fund)
        ?? throw new RefusedException(new("UnknownFund", $"fund {fund}", "a fund that was opened"));

    private static void AskForBonds(FundId fund, OperatorId[] missing)
    {
        Console.Error.WriteLine(
            $"error: MemberWithoutBond: got {PoolsTable.Members(missing)}, permitted is operators with a bond in fund {fund}");
        Console.Error.WriteLine("next: Each of these operators consents by its bond:");
        foreach (OperatorId member in missing)
        {
            Console.Error.WriteLine(
                $"  operator {member}: tpool operator bond --data-dir … --fund {fund} --amount …");
        }

        Console.Error.WriteLine(
            $"Then run 'tpool pool create' again, with --fund {fund}; what is done is not done twice.");
    }

    private static void Say(PoolPlan plan, string line)
    {
        if (!plan.IsJson)
        {
            Console.WriteLine(line);
        }
    }
}

using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
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
        var founding = new PoolFounding(plan, desk, plan.IsJson ? static _ => { } : Console.WriteLine);
        FundId fund = await founding.FundAsync(cancel);
        OperatorId[] missing = await founding.WithoutBondAsync(fund, cancel);
        if (missing.Length > 0)
        {
            AskForBonds(fund, missing);
            return ExitCode.Failed;
        }

        (PoolDocument made, OfferDocument offer) = await founding.MakeAsync(fund, cancel);
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
}

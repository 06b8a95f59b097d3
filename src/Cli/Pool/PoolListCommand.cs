using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary><c>tpool pool list</c>: all pools and the funds that they stand on.</summary>
internal static class PoolListCommand
{
    internal static Command Create()
    {
        var api = new ApiOptions();
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "list",
            """
            List all pools, and the funds whose collateral stands behind them.

            Example:
              tpool pool list --api http://127.0.0.1:5070
            """)
        {
            json,
        };
        foreach (Option option in api.Reading)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            using OperatorApi operatorApi = api.Open(result);
            Sequence<PoolDocument> pools = await operatorApi.PoolsAsync(cancel);
            if (result.GetValue(json))
            {
                Console.WriteLine(PoolDocument.ListShape.ToText(pools));
            }
            else
            {
                Write(Screens.Output(), pools, await operatorApi.FundsAsync(cancel));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, Sequence<PoolDocument> pools, FundsDocument funds)
    {
        Table table = new Table().RoundedBorder().Title("pools").AddColumns(
            "", "kind", "fund", "sign together", "members", "validator key", "state");
        foreach (PoolDocument pool in pools)
        {
            table.AddRow(
                $"{pool.Pool}",
                pool.Kind,
                $"{pool.Fund}",
                $"{pool.Threshold} of {pool.Seats}",
                pool.Members.Count == 0 ? "-" : PoolsTable.Members(pool.Members),
                pool.GroupKey.TryGet(out var key) ? PoolsTable.ShortKey(key) : "none yet",
                pool.Lock.TryGet(out ulong number) ? $"{pool.State}, lock {pool.Fund}/{number}" : pool.State);
        }

        console.Write(table);
        Table standing = new Table().RoundedBorder().Title("funds").AddColumns(
            "", "collateral", "backs", "backed", "idle", "may leave");
        foreach (FundDocument fund in funds.Funds)
        {
            standing.AddRow(
                $"{fund.Fund}",
                Amounts.Ether(fund.Collateral),
                $"{fund.Capacity} locks",
                $"{fund.Backed}",
                $"{fund.Idle}",
                Amounts.Ether(fund.Surplus));
        }

        console.Write(standing);
        console.WriteLine(Protocols.Explain(funds.Protocol));
    }
}

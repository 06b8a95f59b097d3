using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary><c>tpool pool show</c>: a pool as a staker looks at it before delegating.</summary>
internal static class PoolShowCommand
{
    internal static Command Create()
    {
        var api = new ApiOptions();
        Option<bool> json = OperatorOptions.Json();
        var number = new Argument<uint>("pool") { Description = "The pool's number." };
        var command = new Command(
            "show",
            """
            Show a pool: who holds its key, what stands behind its locks, and what one more lock would earn.

            Example:
              tpool pool show 4 --api http://127.0.0.1:5070
            """)
        {
            number, json,
        };
        foreach (Option option in api.Reading)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            using OperatorApi operatorApi = api.Open(result);
            PoolDocument pool = await operatorApi.PoolAsync(new(result.GetValue(number)), cancel);
            if (result.GetValue(json))
            {
                Console.WriteLine(PoolDocument.Shape.ToText(pool));
            }
            else
            {
                Write(Screens.Output(), pool);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, PoolDocument pool)
    {
        FundDocument fund = pool.Standing;
        string serving = pool.Kind == PoolDocument.Rotating ? "serving now" : "members";
        string members = pool.Members.Count == 0 ? "none yet" : PoolsTable.Members(pool.Members);
        console.WriteLine(
            $"pool {pool.Pool}, a {pool.Kind} pool on fund {pool.Fund}: {pool.Threshold} of {pool.Seats} sign together");
        console.WriteLine($"{serving}  {members}");
        console.WriteLine(
            $"validator key  {(pool.GroupKey.TryGet(out var key) ? key.ToString() : "none yet")}, {pool.State}");
        console.WriteLine(
            $"fund {pool.Fund}: {Amounts.Ether(fund.Collateral)} of collateral backs up to {fund.Capacity} locks; "
            + $"{fund.Backed} are backed, {fund.Idle} wait");
        if (fund.Collateral.Value > 0 && fund.Backed > 0)
        {
            Ratio times = new(pool.Stake.Value, fund.Collateral.Value);
            console.WriteLine(
                $"leverage: each ETH of collateral moves {Decimals.Of(times, 2)} ETH of stake "
                + "('tpool pool leverage' tells what that means)");
        }

        if (fund.Delegation.TryGet(out DelegationDocument? delegation))
        {
            Write(console, delegation);
        }

        console.WriteLine(Protocols.Explain(pool.Protocol));
    }

    private static void Write(IAnsiConsole console, DelegationDocument delegation)
    {
        console.WriteLine($"terms: {Words(delegation.Terms)}");
        if (delegation.NextTerms.TryGet(out PoolTerms? next))
        {
            console.WriteLine($"from reward epoch {delegation.Epoch.Next} on: {Words(next)}");
        }

        if (delegation.RetiresAt.TryGet(out RewardEpoch end))
        {
            console.WriteLine(
                $"Delegation to it ends with reward epoch {end}; epoch {delegation.Epoch} runs.");
        }

        const string title = "what one more lock earns in a reward epoch";
        Table table = new Table().RoundedBorder().Title(title).AddColumns(
            "", "stake", "the pool earns", "a lock now", "a lock with one more", "the pool gains");
        Row(table, "now", delegation.Now);
        Row(table, "saturated", delegation.Saturated);
        console.Write(table);
        bool isSaturated = delegation.Now.Stake >= delegation.Saturated.Stake;
        console.WriteLine(isSaturated
            ? "The pool is saturated: whoever comes takes from those who are there."
            : "Each lock more earns less than the one before, and from saturation on the pool gains nothing.");
    }

    private static string Words(PoolTerms terms) =>
        $"margin {LeverageTable.Percent(new(terms.Margin, Fund.MarginWhole))}, "
        + $"cost {Amounts.Ether(terms.Cost)} a reward epoch, pledge {Amounts.Ether(terms.Pledge)}";

    private static void Row(Table table, string name, SizeOutlook size) => table.AddRow(
        name,
        Amounts.Ether(size.Stake),
        Amounts.Ether(size.Reward),
        Amounts.Ether(size.Average),
        Amounts.Ether(size.WithOneMore),
        Amounts.Ether(size.Marginal));
}

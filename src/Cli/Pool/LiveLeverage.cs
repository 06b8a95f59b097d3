using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>The leverage of a running network's funds, for people.</summary>
internal static class LiveLeverage
{
    /// <summary>Writes two rows for each: one validator slashed, and all of them together.</summary>
    internal static void Write(IAnsiConsole console, LeverageDocument leverage)
    {
        Table table = new Table().RoundedBorder().Title("leverage as the ledger stands").AddColumns(
            "who", "slashed", "control", "realised", "griefing", "coverage");
        foreach (FundLeverageDocument fund in leverage.Funds)
        {
            Add(table, $"all who bonded in fund {fund.Fund}", fund.Rows);
        }

        foreach (AccountLeverageDocument account in leverage.Accounts)
        {
            Add(table, $"account {account.Account} alone", account.Rows);
        }

        console.Write(table);
        console.WriteLine(table.Rows.Count == 0
            ? "No validator stands on a lock yet, so nobody controls anything."
            : "The words are those of 'tpool pool leverage --help'.");
        console.WriteLine(Protocols.Explain(leverage.Protocol));
    }

    private static void Add(Table table, string who, Sequence<LeverageRowDocument> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        LeverageRowDocument[] shown = rows.Count == 1 ? [rows[0]] : [rows[0], rows[^1]];
        foreach (LeverageRowDocument row in shown)
        {
            table.AddRow(
                who,
                $"{row.Slashed}",
                Short(row.Control),
                row.Realised.TryGet(out string? realised) ? Short(realised) : "-",
                Short(row.Griefing),
                row.Coverage.TryGet(out string? coverage) && Ratio.TryParse(coverage, out Ratio part)
                    ? LeverageTable.Percent(part)
                    : "-");
        }
    }

    private static string Short(string exact) =>
        Ratio.TryParse(exact, out Ratio value) ? Decimals.Of(value, 2) : "inf";
}

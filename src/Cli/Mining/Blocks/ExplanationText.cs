using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    internal static void Write(Explanation explanation)
    {
        IAnsiConsole console = Screens.Output();
        string reason = explanation.Reason.TryGet(out string? why) ? $": {why}" : string.Empty;
        string verdict = explanation.Verdict.Replace('_', ' ');
        console.WriteLine($"block {explanation.Height} by rule {explanation.Rule}: {verdict}{reason}");
        if (explanation.Finder.TryGet(out string? finder) && explanation.Reward.TryGet(out Satoshi reward))
        {
            console.WriteLine($"found by {finder}; pays {reward} satoshi in all");
        }

        if (explanation.BlockFlaw.TryGet(out string? flaw))
        {
            console.WriteLine($"nodes refuse the block: {flaw}");
        }

        // Lines of a table mean nothing to what reads a file.
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn(new TableColumn("output").RightAligned());
        table.AddColumn(new TableColumn("satoshi").RightAligned());
        table.AddColumns("to", "what it is");
        foreach (ExplainedOutput output in explanation.Outputs)
        {
            table.AddRow($"{output.Index}", $"{output.Amount}", output.To.EscapeMarkup(), output.Meaning);
        }

        console.Write(table);
        if (explanation.Difference.TryGet(out ExplainedDifference? difference))
        {
            console.WriteLine($"first difference: {difference}");
        }
    }
}

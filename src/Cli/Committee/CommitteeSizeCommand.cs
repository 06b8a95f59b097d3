using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;

namespace TrustlessPools.Cli.Committee;

/// <summary>
/// <c>tpool committee size</c>: what can befall committees of given sizes, and the smallest safe one.
/// </summary>
/// <remarks>Spec: docs/spec/committees.md#sizing.</remarks>
internal static class CommitteeSizeCommand
{
    private const string Help =
        """
        Tell how likely a committee drawn at random is to fail, and which is the smallest that is safe enough.

        With --seats: a row for each size. Without: the smallest committee within the bounds, searched size by
        size. The numbers are exact tails, correctly rounded; nothing is estimated.

          take-over         t members or more are adversarial: the key is theirs, for ever
          equivocation      so many are that the committee can be made to sign two conflicting duties
          temporary stall   too few are up to agree on a duty and sign it; duties are missed
          permanent stall   fewer than t will ever deal: the key cannot be handed over, and is lost

        Adversarial operators act as one. Dead ones are silent for ever, offline ones come back. By default one
        fifth is adversarial and a committee is drawn every day.

        Examples:
          tpool committee size --seats 13 25 40 128
          tpool committee size --seats 128 --adversary 1/3
          tpool committee size --seats 25 --threshold 13 15 17 --adversary 10% --dead 10%
          tpool committee size --seats 25 --operators 100 --adversary 20 --rotate-every 1w
          tpool committee size --adversary 1/10 --max-takeover 1e-6 --max-permanent-stall 1e-3
        """;

    internal static Command Create()
    {
        var options = new SizeOptions();
        var command = new Command("size", Help);
        foreach (Option option in options.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(result => Run(options.Read(result)));
        return command;
    }

    private static int Run(SizeRequest request)
    {
        SizeReport report = SizeReport.Of(request);
        if (request.IsJson)
        {
            Console.WriteLine(SizeReport.Shape.ToText(report, indented: true));
        }
        else
        {
            Show(report, request);
        }

        return report.IsAnswered ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(SizeReport report, SizeRequest request)
    {
        IAnsiConsole console = Screens.Output();
        console.WriteLine($"{report.Population}; {report.DrawsPerYear} draws a year");
        if (report.Committees.Count > 0)
        {
            console.Write(SizeTable.Of(report.Committees));
            Warn(console, report.Committees);
        }

        if (report.Smallest.TryGet(out SmallestCommittee? smallest))
        {
            console.WriteLine($"Smallest committee with {SizeTable.Text(request.Search.Value)}:");
            if (smallest.Committee.TryGet(out SizedCommittee? found))
            {
                console.Write(SizeTable.Of([found]));
                console.WriteLine(
                    $"Thresholds from {smallest.ThresholdLeast} to {smallest.ThresholdMost} keep the bounds.");
            }
            else
            {
                console.WriteLine($"none: {smallest.Reason}");
            }
        }
    }

    /// <summary>The trap of sizing: a fifth that never deals loses a key within weeks.</summary>
    private static void Warn(IAnsiConsole console, IEnumerable<SizedCommittee> committees)
    {
        bool isAny = false;
        foreach (SizedCommittee committee in committees)
        {
            if (committee.LostWithin.TryGet(out ulong draws))
            {
                string many = draws == 1 ? "1 draw" : $"{draws} draws";
                console.MarkupLineInterpolated(
                    $"[yellow]{committee.Seats} seats, t = {committee.Threshold}[/]: rather lost than not after {many}.");
                isAny = true;
            }
        }

        if (isAny)
        {
            console.WriteLine(
                "Against losing a key: more seats, a lower threshold, silent operators out in time.");
        }
    }
}

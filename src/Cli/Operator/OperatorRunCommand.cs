using System.CommandLine;
using Microsoft.Extensions.Logging;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary><c>tpool operator run</c>: serves until it is stopped.</summary>
internal static class OperatorRunCommand
{
    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        var network = new Option<string?>("--network")
        {
            Description = "The network's file, if not network.json in the folder.",
            HelpName = "file",
        };
        var number = new Option<uint?>("--number")
        {
            Description = "Your number, if you joined after the genesis; the folder keeps it from then on.",
            HelpName = "N",
        };
        var verbose = new Option<bool>("--verbose") { Description = "Logs every block and duty, too." };
        var untilInputEnds = new Option<bool>("--until-input-ends")
        {
            Description =
                "Stops when standard input is closed, so that no operator outlives the program that started it.",
        };
        var json = new Option<bool>("--json") { Description = "Logs JSON, a line an entry." };
        var command = new Command(
            "run",
            """
            Serve: follow the pool chain, take part in ceremonies, and sign duties with the other members.

            Runs until Ctrl-C or SIGTERM; may be stopped and killed at any moment, and goes on where it was.
            """)
        {
            dataDir, network, number, verbose, untilInputEnds, json,
        };
        command.SetAction((result, _) => RunAsync(
            PlanOf(result.GetRequiredValue(dataDir), result.GetValue(network), result.GetValue(number)),
            new Logging(result.GetValue(verbose), result.GetValue(json)),
            result.GetValue(untilInputEnds)));
        return command;
    }

    private static NodePlan PlanOf(string dataDir, string? network, uint? number)
    {
        var folder = new OperatorFolder(dataDir);
        Optional<OperatorId> given = number is { } value ? new(new OperatorId(value)) : default;
        NodePlan plan = NodePlan.Read(folder, network, given);
        if (given.HasValue)
        {
            folder.Remember(plan.Self);
        }

        return plan;
    }

    private static async Task<int> RunAsync(NodePlan plan, Logging logging, bool untilInputEnds)
    {
        using var interruption = new Interruption();
        using ILoggerFactory logs = logging.CreateFactory();
        ILogger log = logs.CreateLogger("Operator");
        await using OperatorNode node = await OperatorNode.StartAsync(plan, TimeProvider.System, logs);
        plan.Folder.Announce(node.ApiUrl);
        log.LogInformation(
            "operator {Operator} of network '{Name}' {Network} is up; peers at {Listen}, api at {Api}",
            node.Self,
            plan.Rules.Genesis.Name,
            plan.Rules.Network,
            plan.Configuration.Listen,
            node.ApiUrl);
        if (untilInputEnds)
        {
            _ = EndWithInputAsync(interruption);
        }

        var interrupted = Task.Delay(Timeout.Infinite, interruption.Token);
        if (await Task.WhenAny(node.Completion, interrupted) == node.Completion)
        {
            // Faulted: a defect or a broken disk. The exception says which, and the process ends with it.
            await node.Completion;
        }

        log.LogInformation("operator {Operator} stops", node.Self);
        return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static async Task EndWithInputAsync(Interruption interruption)
    {
        await using Stream input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer) > 0)
        {
            // Whatever is said there is not for this program.
        }

        interruption.End();
    }

    /// <summary>What is logged, and in which form.</summary>
    private sealed record Logging(bool IsVerbose, bool IsJson)
    {
        internal ILoggerFactory CreateFactory() => LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(LogLevel.Warning);
            builder.AddFilter("Operator", IsVerbose ? LogLevel.Debug : LogLevel.Information);
            builder.AddFilter("Peers", IsVerbose ? LogLevel.Debug : LogLevel.Information);
            if (IsJson)
            {
                builder.AddJsonConsole(static options => options.UseUtcTimestamp = true);
            }
            else
            {
                builder.AddSimpleConsole(static options =>
                {
                    options.SingleLine = true;
                    options.UseUtcTimestamp = true;
                    options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                });
            }
        });
    }
}

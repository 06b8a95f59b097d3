using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.CommandLine;
using TrustlessPools.Cli.Committee;
using TrustlessPools.Cli.Devnet;
using TrustlessPools.Cli.Mining;
using TrustlessPools.Cli.Network;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Pool;
using TrustlessPools.Cli.Simulate;
using TrustlessPools.Cli.Staker;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cli.Verify;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Storage;

namespace TrustlessPools.Cli;

/// <summary>
/// Runs a command and turns what went wrong into a line for people and an exit code for programs.
/// </summary>
internal static class CommandLine
{
    /// <summary>Makes all commands.</summary>
    internal static RootCommand CreateRoot() =>
        new("Pooling without a trusted operator: run it, mine with it, or study it.")
        {
            DevnetCommand.Create(),
            OperatorCommand.Create(),
            NetworkCommand.Create(),
            PoolCommand.Create(),
            StakerCommand.Create(),
            MiningCommand.Create(),
            CommitteeCommand.Create(),
            VerifyCommand.Create(),
            SimulateCommand.Create(),
        };

    /// <summary>Runs the command that the arguments name.</summary>
    internal static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        ParseResult result = root.Parse(arguments);
        if (result.Action is ParseErrorAction)
        {
            return ReportUsage(result);
        }

        foreach (Command command in result.CommandResult.Command.Subcommands)
        {
            command.Description = FirstParagraph(command.Description);
        }

        try
        {
            // Interruptions are each command's own business: see Interruption.
            return await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (UsageException e)
        {
            await ReportAsync(e.Message, Advice.For(e.Refusal.Reason));
            return ExitCode.Usage;
        }
        catch (RefusedException e)
        {
            await ReportAsync(e.Message, Advice.For(e.Refusal.Reason));
            return ExitCode.Failed;
        }
        catch (BitcoinNodeException e)
        {
            await ReportAsync(e.Message, Advice.For(e.Refusal.Reason));
            return ExitCode.Failed;
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            await ReportAsync(
                e.Message,
                "See that an operator runs there ('tpool operator run'), or name another with --api.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is ConfigurationException or StoreException or BeaconNodeException
            or MiningStoreException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCode.Failed;
        }
    }

    /// <summary>A group's help says of each command what it does; how, the command's own help says.</summary>
    private static string? FirstParagraph(string? description)
    {
        string? text = description?.ReplaceLineEndings("\n");
        int end = text?.IndexOf("\n\n", StringComparison.Ordinal) ?? -1;
        return end < 0 ? description : text![..end];
    }

    private static async Task ReportAsync(string message, string? next)
    {
        await Console.Error.WriteLineAsync($"error: {message}");
        if (next is not null)
        {
            await Console.Error.WriteLineAsync($"next: {next}");
        }
    }

    private static int ReportUsage(ParseResult result)
    {
        foreach (ParseError error in result.Errors)
        {
            Console.Error.WriteLine($"error: {error.Message}");
        }

        Command command = result.CommandResult.Command;
        string path = string.Join(' ', Names(result.CommandResult).Reverse());
        Console.Error.WriteLine(
            command.Subcommands.Count > 0
                ? $"Try one of: {string.Join(", ", command.Subcommands.Select(c => $"{path} {c.Name}"))}"
                : $"Try '{path} --help'.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Names(SymbolResult? result)
    {
        for (; result is CommandResult command; result = result.Parent)
        {
            yield return command.Command.Name;
        }
    }
}

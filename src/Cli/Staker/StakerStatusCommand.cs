using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api.Money;

namespace TrustlessPools.Cli.Staker;

/// <summary><c>tpool staker status</c>: what an owner has, and where.</summary>
internal static class StakerStatusCommand
{
    internal static Command Create()
    {
        var options = new OwnerOptions();
        var command = new Command(
            "status",
            """
            Show your account: what is free, what is locked where and until when, and what it has earned.

            Example:
              tpool staker status --folder ada
            """);
        options.AddReadingTo(command);
        command.SetAction((result, cancel) => RunAsync(options, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        OwnerOptions options, ParseResult result, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        AccountDocument account = await options.Desk(result, api).AccountAsync(cancel);
        if (options.IsJson(result))
        {
            Console.WriteLine(AccountDocument.Shape.ToText(account));
        }
        else
        {
            AccountTable.Write(Screens.Output(), account);
        }

        return ExitCode.Done;
    }
}

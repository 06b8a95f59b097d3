using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary><c>tpool operator exit</c>: leaves the network after a term.</summary>
internal static class OperatorExitCommand
{
    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var after = new Option<ulong?>("--after")
        {
            Description = "The term that you serve last; the present one unless given.",
            HelpName = "term",
        };
        var command = new Command(
            "exit",
            """
            Leave the network: you are drawn no more, and stop voting when you hold no share any longer. Keep the
            operator running until then; your collateral stays until you ask for it ('tpool operator unbond').

            Example:
              tpool operator exit --data-dir alice
            """)
        {
            dataDir, after, json,
        };
        command.SetAction((result, cancel) => RunAsync(
            new OperatorFolder(result.GetRequiredValue(dataDir)),
            result.GetValue(after),
            result.GetValue(json),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        OperatorFolder folder, ulong? after, bool json, CancellationToken cancel)
    {
        using var api = OperatorApi.Of(folder);
        NodeStatus status = await api.StatusAsync(cancel);
        Term last = after is { } term ? new(term) : status.Term;
        OfferDocument offer = await OwnerDesk.PostAsync(api, new RetireOperator(last), cancel);
        Console.WriteLine(json
            ? OfferDocument.Shape.ToText(offer)
            : $"Block {offer.Height} holds it: operator {status.Operator} leaves after term {last}. Keep it "
                + "running until 'tpool operator status' shows it in no committee.");
        return ExitCode.Done;
    }
}

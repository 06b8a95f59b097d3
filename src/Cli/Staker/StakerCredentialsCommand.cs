using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary><c>tpool staker credentials</c>: says where the stake of validators to come goes.</summary>
internal static class StakerCredentialsCommand
{
    internal static Command Create()
    {
        var options = new OwnerOptions();
        var address = new Option<string>("--withdrawal-address")
        {
            Description = "Your address on the execution layer.",
            Required = true,
            HelpName = "0x…",
        };
        var command = new Command(
            "credentials",
            """
            Say where the stake of your validators to come goes. Those that are there keep what they have. A lock of an
            account without an address never gets a validator.

            Example:
              tpool staker credentials --folder ada --withdrawal-address 0x… --data-dir alice
            """)
        {
            address,
        };
        options.AddTo(command);
        command.SetAction((result, cancel) => RunAsync(
            options, result, Arguments.WithdrawalCredentials(result.GetRequiredValue(address)), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        OwnerOptions options, ParseResult result, Hash32 credentials, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        OwnerDesk desk = options.Desk(result, api);
        using SecretScalar secret = options.FolderOf(result).Open();
        OfferDocument offer = await desk.AskAsync(
            secret,
            owner => new ChangeCredentials(owner.Account, owner.NextRequest, credentials),
            cancel);
        Console.WriteLine(options.IsJson(result)
            ? OfferDocument.Shape.ToText(offer)
            : $"From block {offer.Height} on, your validators to come pay to {credentials}.");
        return ExitCode.Done;
    }
}

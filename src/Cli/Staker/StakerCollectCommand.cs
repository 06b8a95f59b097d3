using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary>
/// <c>tpool staker collect</c> and <c>tpool staker withdraw</c>: rewards become free money, and leave.
/// </summary>
internal static class StakerCollectCommand
{
    internal static Command CreateCollect()
    {
        var options = new OwnerOptions();
        var command = new Command(
            "collect",
            """
            Make what you have earned free money: first what your backed locks have earned comes to your account,
            then all of it is yours to lock, bond or withdraw. Your principal is never mixed with it before.

            Example:
              tpool staker collect --folder ada --data-dir alice
            """);
        options.AddTo(command);
        command.SetAction((result, cancel) => CollectAsync(options, result, cancel));
        return command;
    }

    internal static Command CreateWithdraw()
    {
        var options = new OwnerOptions();
        var amount = new Option<string>("--amount")
        {
            Description = "How much, in ETH.",
            Required = true,
            HelpName = "ETH",
        };
        var command = new Command(
            "withdraw",
            """
            Take free money out of the pool chain's books, for good: nothing on the pool chain can bring it back.

            Example:
              tpool staker withdraw --folder ada --data-dir alice --amount 0.25
            """)
        {
            amount,
        };
        options.AddTo(command);
        command.SetAction((result, cancel) => WithdrawAsync(
            options, result, Arguments.Ether("--amount", result.GetRequiredValue(amount)), cancel));
        return command;
    }

    private static async Task<int> CollectAsync(
        OwnerOptions options, ParseResult result, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        using SecretScalar secret = options.FolderOf(result).Open();
        var desk = new StakerDesk(api, options.Desk(result, api), secret);
        (Gwei collected, AccountDocument after) = await desk.CollectAsync(cancel);
        Console.WriteLine(options.IsJson(result)
            ? AccountDocument.Shape.ToText(after)
            : collected.Value == 0
                ? "Nothing is earned yet."
                : $"Collected {Amounts.Ether(collected)}; {Amounts.Ether(after.Free)} are free.");
        return ExitCode.Done;
    }

    private static async Task<int> WithdrawAsync(
        OwnerOptions options, ParseResult result, Gwei amount, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        using SecretScalar secret = options.FolderOf(result).Open();
        var desk = new StakerDesk(api, options.Desk(result, api), secret);
        OfferDocument offer = await desk.WithdrawAsync(amount, cancel);
        AccountDocument after = await desk.AccountAsync(cancel);
        Console.WriteLine(options.IsJson(result)
            ? AccountDocument.Shape.ToText(after)
            : $"Withdrew {Amounts.Ether(amount)}, in block {offer.Height}; {Amounts.Ether(after.Free)} are free.");
        return ExitCode.Done;
    }
}

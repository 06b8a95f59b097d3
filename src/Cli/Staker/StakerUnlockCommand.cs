using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary>
/// <c>tpool staker unlock</c> and <c>tpool staker undelegate</c>: ask for a lock, and later take it.
/// </summary>
internal static class StakerUnlockCommand
{
    private const string Rest =
        """
        It stops earning at once, and is paid when its validator has left and the delay is over. Run the same
        command again then: it takes the money onto your account. Nobody else is asked, either time.
        """;

    internal static Command CreateUnlock() => Create(
        "unlock",
        $"""
        Ask for a lock in the drawn members' fund back; when it is due, take it.
        {Rest}

        Example:
          tpool staker unlock --folder ada --lock 0/5 --data-dir alice
        """,
        isRotating: true);

    internal static Command CreateUndelegate() => Create(
        "undelegate",
        $"""
        Ask for a lock in a named group's fund back; when it is due, take it.
        {Rest}

        Example:
          tpool staker undelegate --folder ada --lock 2/0 --data-dir alice
        """,
        isRotating: false);

    private static Command Create(string verb, string help, bool isRotating)
    {
        var options = new OwnerOptions();
        var name = new Option<string>("--lock")
        {
            Description = "The lock; 'tpool staker status' shows yours.",
            Required = true,
            HelpName = "fund/n",
        };
        var command = new Command(verb, help) { name };
        options.AddTo(command);
        command.SetAction((result, cancel) => RunAsync(
            options, result, Checked(Arguments.Lock(result.GetRequiredValue(name)), isRotating), cancel));
        return command;
    }

    private static LockId Checked(LockId id, bool isRotating)
    {
        string verb = id.Fund == MoneyState.RotatingFund ? "unlock" : "undelegate";
        return (id.Fund == MoneyState.RotatingFund) == isRotating
            ? id
            : throw new UsageException(new(
                "WrongVerb", $"a lock of fund {id.Fund}", $"'tpool staker {verb} --lock {id}'"));
    }

    private static async Task<int> RunAsync(
        OwnerOptions options, ParseResult result, LockId id, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        OwnerDesk owner = options.Desk(result, api);
        using SecretScalar secret = options.FolderOf(result).Open();
        (LockDocument after, OfferDocument offer) =
            await new StakerDesk(api, owner, secret).UnlockAsync(id, cancel);
        Console.WriteLine(options.IsJson(result) ? LockDocument.Shape.ToText(after) : Text(after, offer));
        return ExitCode.Done;
    }

    private static string Text(LockDocument after, OfferDocument offer) => after.IsReleased
        ? $"Lock {after.Id} is paid out, in block {offer.Height}; the money is free on your account."
        : after.WithdrawableAt.TryGet(out Epoch due)
        ? $"Lock {after.Id} is asked for, in block {offer.Height}; from epoch {due} on the same command takes it."
        : $"Lock {after.Id} is asked for, in block {offer.Height}; its validator has yet to leave.";
}

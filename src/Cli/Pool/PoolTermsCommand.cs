using System.CommandLine;
using TrustlessPools.Cli.Committee;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>
/// <c>tpool pool terms</c> and <c>retire</c>: what the leader of a named group announces to its delegators.
/// </summary>
internal static class PoolTermsCommand
{
    internal static Command CreateTerms()
    {
        var number = Number();
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var margin = Optional("--margin", "Your part of the group's rewards.", "share");
        var pledge = Optional("--pledge", "What you promise to stake in the pool itself.", "ETH");
        var cost = Optional("--cost", "What you take first of the reward of each reward epoch.", "ETH");
        var command = new Command(
            "terms",
            """
            Announce other terms for a named group's pool; what you leave out stays. They hold from the next boundary's snapshot
            on, so that delegators see them before they count. It takes back an announced end ('tpool pool retire').

            Example:
              tpool pool terms 4 --data-dir alice --margin 3%
            """)
        {
            number, dataDir, margin, pledge, cost, json,
        };
        command.SetAction((result, cancel) => AskAsync(
            new Asked(result.GetValue(number), result.GetRequiredValue(dataDir), result.GetValue(json)),
            (account, pool) => new ChangeTerms(account.Account, account.NextRequest, pool.Number, new(
                Pledge: Ether("--pledge", result.GetValue(pledge)) ?? pool.Terms.Pledge,
                Cost: Ether("--cost", result.GetValue(cost)) ?? pool.Terms.Cost,
                result.GetValue(margin) is { } share ? Millionths(share) : pool.Terms.Margin)),
            static pool => $"The terms hold from reward epoch {pool.Epoch.Next} on.",
            cancel));
        return command;
    }

    internal static Command CreateRetire()
    {
        var number = Number();
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var at = new Option<ulong?>("--at")
        {
            Description = "The reward epoch with which it ends; the next one unless given.",
            HelpName = "epoch",
        };
        var command = new Command(
            "retire",
            """
            Announce the end of delegation to a named group's pool, so that delegators can leave before it. Their locks stay
            theirs, and the group goes on signing for those that it holds.

            Example:
              tpool pool retire 4 --data-dir alice --at 12
            """)
        {
            number, dataDir, at, json,
        };
        command.SetAction((result, cancel) => AskAsync(
            new Asked(result.GetValue(number), result.GetRequiredValue(dataDir), result.GetValue(json)),
            (account, pool) => new RetirePool(
                account.Account,
                account.NextRequest,
                pool.Number,
                result.GetValue(at) is { } epoch ? new(epoch) : pool.Epoch.Next),
            static pool => pool.RetiresAt.TryGet(out RewardEpoch end)
                ? $"Delegation to it ends with reward epoch {end}; epoch {pool.Epoch} runs."
                : "Its end is announced.",
            cancel));
        return command;
    }

    /// <summary>Which pool, through whose operator, and for whom to print.</summary>
    private sealed record Asked(uint Pool, string DataDir, bool IsJson);

    private static async Task<int> AskAsync(
        Asked asked,
        Func<AccountDocument, DelegationDocument, DelegationOwnerOperation> operation,
        Func<DelegationDocument, string> tell,
        CancellationToken cancel)
    {
        using var desk = new OperatorDesk(asked.DataDir);
        DelegationDocument before = await TermsOfAsync(desk, asked.Pool, cancel);
        OfferDocument offer = await desk.AskAsync(
            account => new DelegationRequest(operation(account, before)), cancel);
        if (asked.IsJson)
        {
            Console.WriteLine(PoolDocument.Shape.ToText(await desk.Api.PoolAsync(new(asked.Pool), cancel)));
            return ExitCode.Done;
        }

        Console.WriteLine(
            $"Done in block {offer.Height}. {tell(await TermsOfAsync(desk, asked.Pool, cancel))}");
        return ExitCode.Done;
    }

    private static async Task<DelegationDocument> TermsOfAsync(
        OperatorDesk desk, uint number, CancellationToken cancel)
    {
        PoolDocument pool = await desk.Api.PoolAsync(new(number), cancel);
        return pool.Standing.Delegation.TryGet(out DelegationDocument? terms)
            ? terms
            : throw new RefusedException(new(
                "NotDelegated",
                $"pool {number}, a {pool.Kind} pool",
                "a pool that has terms and has not ended"));
    }

    private static Argument<uint> Number() => new("pool") { Description = "The pool's number." };

    private static Option<string?> Optional(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Gwei? Ether(string option, string? text) =>
        text is null ? null : Arguments.Ether(option, text);

    /// <summary>A margin as the ledger has it, floored.</summary>
    /// <exception cref="UsageException">It is no share.</exception>
    internal static uint Millionths(string share) =>
        (uint)(SizeArguments.Share("--margin", share) * Ratio.FromInteger(Fund.MarginWhole)).Floor();
}

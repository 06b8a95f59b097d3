using System.Collections.Frozen;

namespace TrustlessPools.Cli.Terminal;

/// <summary>What to do next, by the reason of a refusal; docs/reasons.md says more.</summary>
internal static class Advice
{
    private static readonly FrozenDictionary<string, string> Next = new Dictionary<string, string>
    {
        ["WrongNumber"] = "Another request of the same account came first: run the command again.",
        ["Overdraft"] = "See what is free with 'tpool staker status' or 'tpool operator account'.",
        ["NotYetWithdrawable"] = "Wait for that epoch, then run the same command again.",
        ["AlreadyExiting"] = "Wait for the epoch that it names, then run the same command again.",
        ["AlreadyReleased"] = "Nothing: the money is on the account.",
        ["NotTheOwner"] = "Name a lock of your own: 'tpool staker status' lists them.",
        ["UnknownLock"] = "Name a lock of your own: 'tpool staker status' lists them.",
        ["UnknownFund"] = "'tpool pool list' names the funds.",
        ["BelowRequiredCollateral"] = "Ask for less, or wait until validators have left.",
        ["MemberWithoutBond"] = "Have the member run 'tpool operator bond --fund …', then try again.",
        ["NotAnOperator"] = "Ask an operator to make the pool.",
        ["NotTheLeader"] = "Leave --fund out, so that a fund of your own is opened.",
        ["TooFewOperators"] = "Take fewer seats.",
        ["TooManyOffers"] = "Try again in a minute, or ask another operator with --api.",
        ["NotAuthorized"] = "Name the operator's folder with --data-dir, or its token with --token-file.",
        ["NotThere"] = "'tpool pool list' names the pools.",
        ["NoAccount"] = "Have the founders or a deposit open one for this key.",
        ["SeveralAccounts"] = "Choose one of them with --account.",
        ["WrongVerb"] = "Run the command that it names.",
        ["NotSignedByOwner"] = "Use the folder whose key owns the account.",
        ["NoAuction"] = "'tpool operator status' names the seats that are for sale.",
        ["WrongPhase"] = "Bids are taken in an auction's first phase only: wait for the next auction.",
        ["AuctionOver"] = "See with 'tpool operator account' what is free again.",
        ["NoKeptBid"] = "Run the command on the machine and folder that made the bid.",
        ["NodeUnreachable"] = "See that the node runs and serves JSON-RPC, or name another with --node.",
        ["WrongPassword"] = "Name the node's cookie file with --cookie, or put user:password into --node.",
        ["AnyoneCanSpend"] = "Use a rule with the payout 'direct' on this network.",
        ["NotFollowed"] = "Run 'tpool mining sync' first.",
        ["TooBusy"] = "Run the command again: nothing is done twice.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The advice, or null where the refusal itself says all.</summary>
    internal static string? For(string reason) => Next.GetValueOrDefault(reason);
}

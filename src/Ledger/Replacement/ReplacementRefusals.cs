using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>Every reason for which replacement refuses something; docs/reasons.md lists them.</summary>
internal static class ReplacementRefusals
{
    internal static Refusal NoBaseFine() => new("NoBaseFine", "a base of 0 Gwei", "1 Gwei or more");

    internal static Refusal FactorsOutOfOrder(FineSchedule schedule) => new(
        "FactorsOutOfOrder",
        $"{schedule.Provable} for proof, {schedule.Silence} for silence, {schedule.Absence} for absence",
        "1 or more, in falling order");

    internal static Refusal MostOutOfRange(Gwei supplied, UInt128 least) => new(
        "MostOutOfRange", $"{supplied} Gwei", $"{least} to {LedgerParameters.AmountMax} Gwei");

    internal static Refusal MinimumBondOutOfRange(Gwei supplied, Gwei least) => new(
        "MinimumBondOutOfRange", $"{supplied} Gwei", $"{least} to {LedgerParameters.AmountMax} Gwei");

    internal static Refusal SlackOutOfRange(uint supplied) => new(
        "SlackOutOfRange", $"{supplied} percent", $"at most {ReplacementParameters.SlackPercentMax} percent");

    internal static Refusal TooFewCandidates(int supplied, int permitted) => new(
        "TooFewCandidates", $"{supplied} candidates", $"at least {permitted} for the freed seats");

    internal static Refusal BidBelowReserve(Gwei supplied, Gwei permitted) =>
        new("BidBelowReserve", $"{supplied} Gwei", $"at least {permitted} Gwei");

    internal static Refusal BidderIsMember(AccountId id) =>
        new("BidderIsMember", $"account {id}", "an account without a seat in the committee");

    internal static Refusal BidderNotEligible(AccountId id) =>
        new("BidderNotEligible", $"account {id}", "an eligible operator's account");

    internal static Refusal RepeatedBidder(AccountId id) =>
        new("RepeatedBidder", $"a second bid of account {id}", "one bid of an account");

    internal static Refusal UnknownSeatRule(SeatRule supplied) =>
        new("UnknownSeatRule", $"rule {(int)supplied}", "0, the queue, or 1, the auction");
}

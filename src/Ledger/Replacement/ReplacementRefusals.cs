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
}

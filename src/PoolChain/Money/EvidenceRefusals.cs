using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Every reason for which the pool chain refuses evidence against operators.</summary>
internal static class EvidenceRefusals
{
    internal static Refusal NotOfTheCommittee(OperatorId id, PoolId pool, Epoch epoch) => new(
        "NotOfTheCommittee", $"operator {id}", $"members of pool {pool}'s committee in epoch {epoch}");

    internal static Refusal NotAPastEpoch(Epoch supplied, Epoch now) => new(
        "NotAPastEpoch", $"epoch {supplied}", $"one of the {AbsenceTally.KeptMax} epochs before {now}");

    internal static Refusal AlreadySpoken(OperatorId id, Epoch epoch) =>
        new("AlreadySpoken", $"operator {id} on epoch {epoch}", "one word a member and epoch");

    internal static Refusal AbsentOutOfOrder(string supplied) =>
        new("AbsentOutOfOrder", supplied, "each member once, by number");

    internal static Refusal UnknownReport(Epoch supplied) =>
        new("UnknownReport", $"epoch {supplied}", $"one of the latest {KeptReport.KeptMax} reports");

    internal static Refusal AlreadyContradicted(Epoch supplied) =>
        new("AlreadyContradicted", $"the report of epoch {supplied}", "one that stands");

    internal static Refusal ProvesAnotherKey(string supplied, string permitted) =>
        new("ProvesAnotherKey", supplied, permitted);

    internal static Refusal ContradictsNothing(Gwei reported, Gwei proven) => new(
        "ContradictsNothing",
        $"{proven} Gwei where {reported} Gwei was reported",
        "another slashing, other credentials, or a balance that differs by a thousandth of a unit");
}

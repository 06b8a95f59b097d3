using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.Api;

/// <summary>A pool as an operator's API tells it.</summary>
/// <param name="Pool">Its number.</param>
/// <param name="Seats">n.</param>
/// <param name="Threshold">t.</param>
/// <param name="WithdrawalCredentials">The staker's.</param>
/// <param name="GroupKey">The validator's public key, once generated.</param>
/// <param name="Validator">What the operators' latest report says of the validator.</param>
/// <param name="Serving">Who holds the key.</param>
/// <param name="Outgoing">Who held it before, and signs until the serving committee's boundary.</param>
/// <param name="Ceremony">The attempt under way.</param>
/// <param name="LastFailure">Why the latest failed attempt failed.</param>
public sealed record PoolStatus(
    PoolId Pool,
    ulong Seats,
    ulong Threshold,
    Hash32 WithdrawalCredentials,
    Optional<G1Bytes> GroupKey,
    Optional<ValidatorReport> Validator,
    Optional<CommitteeStatus> Serving,
    Optional<CommitteeStatus> Outgoing,
    Optional<CeremonyStatus> Ceremony,
    Optional<string> LastFailure)
{
    /// <summary>The document.</summary>
    public static JsonShape<PoolStatus> Shape { get; } = JsonObject.Of<PoolStatus>()
        .Member("pool", StatusShapes.Pool, static x => x.Pool)
        .Member("seats", JsonShapes.Number, static x => x.Seats)
        .Member("threshold", JsonShapes.Number, static x => x.Threshold)
        .Member("withdrawal_credentials", JsonShapes.Of(SszTypes.Hash32), static x => x.WithdrawalCredentials)
        .OptionalMember("group_key", JsonShapes.Of(G1Bytes.Ssz), static x => x.GroupKey)
        .OptionalMember("validator", ValidatorReport.Shape, static x => x.Validator)
        .OptionalMember("serving", CommitteeStatus.Shape, static x => x.Serving)
        .OptionalMember("outgoing", CommitteeStatus.Shape, static x => x.Outgoing)
        .OptionalMember("ceremony", CeremonyStatus.Shape, static x => x.Ceremony)
        .OptionalMember("last_failure", JsonShapes.Text, static x => x.LastFailure)
        .Build(static m => new(
            m.Take<PoolId>(),
            Seats: m.Take<ulong>(),
            Threshold: m.Take<ulong>(),
            m.Take<Hash32>(),
            m.Take<Optional<G1Bytes>>(),
            m.Take<Optional<ValidatorReport>>(),
            Serving: m.Take<Optional<CommitteeStatus>>(),
            Outgoing: m.Take<Optional<CommitteeStatus>>(),
            m.Take<Optional<CeremonyStatus>>(),
            m.Take<Optional<string>>()));
}

/// <summary>A validator, as of the latest finalized state on which the operators agree.</summary>
public sealed record ValidatorReport(string Status, Gwei Balance)
{
    /// <summary>The document.</summary>
    public static JsonShape<ValidatorReport> Shape { get; } = JsonObject.Of<ValidatorReport>()
        .Member("status", JsonShapes.Text, static x => x.Status)
        .Member("balance", JsonShapes.Of(SszTypes.Gwei), static x => x.Balance)
        .Build(static m => new(m.Take<string>(), m.Take<Gwei>()));
}

/// <summary>A committee's hold of a pool's key.</summary>
/// <param name="Term">For which it was drawn.</param>
/// <param name="Members">The operators.</param>
/// <param name="Boundary">The first slot that it signs.</param>
public sealed record CommitteeStatus(Term Term, Sequence<OperatorId> Members, Slot Boundary)
{
    /// <summary>The document.</summary>
    public static JsonShape<CommitteeStatus> Shape { get; } = JsonObject.Of<CommitteeStatus>()
        .Member("term", StatusShapes.Term, static x => x.Term)
        .Member("members", JsonShapes.List(StatusShapes.Operator), static x => x.Members)
        .Member("boundary", StatusShapes.Slot, static x => x.Boundary)
        .Build(static m => new(m.Take<Term>(), m.Take<Sequence<OperatorId>>(), m.Take<Slot>()));
}

/// <summary>An attempt under way.</summary>
/// <param name="IsHandOver">False while the key is generated.</param>
/// <param name="Term">For which the committee was drawn.</param>
/// <param name="Attempt">Counted from 0.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Dealings">How many have dealt.</param>
/// <param name="Confirmed">How many recipients have confirmed.</param>
/// <param name="Fenced">How many old members have fenced.</param>
/// <param name="Deadline">The last tick in which it can be activated.</param>
/// <param name="Members">Those who receive shares.</param>
public sealed record CeremonyStatus(
    bool IsHandOver,
    Term Term,
    ulong Attempt,
    string Step,
    ulong Dealings,
    ulong Confirmed,
    ulong Fenced,
    Tick Deadline,
    Sequence<OperatorId> Members)
{
    /// <summary>The document.</summary>
    public static JsonShape<CeremonyStatus> Shape { get; } = JsonObject.Of<CeremonyStatus>()
        .Member("hand_over", JsonShapes.Boolean, static x => x.IsHandOver)
        .Member("term", StatusShapes.Term, static x => x.Term)
        .Member("attempt", JsonShapes.Number, static x => x.Attempt)
        .Member("step", JsonShapes.Text, static x => x.Step)
        .Member("dealings", JsonShapes.Number, static x => x.Dealings)
        .Member("confirmed", JsonShapes.Number, static x => x.Confirmed)
        .Member("fenced", JsonShapes.Number, static x => x.Fenced)
        .Member("deadline", StatusShapes.Tick, static x => x.Deadline)
        .Member("members", JsonShapes.List(StatusShapes.Operator), static x => x.Members)
        .Build(static m => new(
            m.Take<bool>(),
            m.Take<Term>(),
            Attempt: m.Take<ulong>(),
            m.Take<string>(),
            Dealings: m.Take<ulong>(),
            Confirmed: m.Take<ulong>(),
            Fenced: m.Take<ulong>(),
            m.Take<Tick>(),
            m.Take<Sequence<OperatorId>>()));
}

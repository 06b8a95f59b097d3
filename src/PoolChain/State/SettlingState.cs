using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>
/// An activated attempt while its last members confirm and the old committee reports and erases.
/// </summary>
/// <param name="Context">What its participants agreed on.</param>
/// <param name="Outgoing">Who held the key before, and signs the slots before the boundary; none for a new
/// key.</param>
/// <param name="OutgoingFloor">The lowest source epoch that the outgoing committee may still vote
/// with.</param>
/// <param name="Dealings">Those that made the shares.</param>
/// <param name="Confirmed">Recipients that have confirmed, in chain order.</param>
/// <param name="Disputants">Recipients that have posted a late dispute, in chain order.</param>
/// <param name="FinalReports">What old members said of the highest source that they signed, in chain
/// order.</param>
public sealed record SettlingState(
    CeremonyContext Context,
    Optional<Tenure> Outgoing,
    Epoch OutgoingFloor,
    Sequence<PostedDealing> Dealings,
    Sequence<OperatorId> Confirmed,
    Sequence<OperatorId> Disputants,
    Sequence<FinalReport> FinalReports)
{
    public static SszContainer<SettlingState> Ssz { get; } = SszContainer.Of<SettlingState>()
        .Field("context", CeremonyContext.Ssz, static x => x.Context)
        .Field("outgoing", SszTypes.Optional(Tenure.Ssz), static x => x.Outgoing)
        .Field("outgoing_floor", SszTypes.Epoch, static x => x.OutgoingFloor)
        .Field("dealings", PostedDealing.ListSsz, static x => x.Dealings)
        .Field("confirmed", StepWindow.MembersSsz, static x => x.Confirmed)
        .Field("disputants", StepWindow.MembersSsz, static x => x.Disputants)
        .Field(
            "final_reports", SszTypes.List(FinalReport.Ssz, PublicSharing.MembersMax), static x =>
                x.FinalReports)
        .BuildRemembering(static v => new(
            v.Take<CeremonyContext>(),
            v.Take<Optional<Tenure>>(),
            v.Take<Epoch>(),
            v.Take<Sequence<PostedDealing>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<Sequence<FinalReport>>()));
}

/// <summary>What an old member said of the highest source epoch that it signed.</summary>
public sealed record FinalReport(OperatorId Member, Epoch HighestSource)
{
    public static SszContainer<FinalReport> Ssz { get; } = SszContainer.Of<FinalReport>()
        .Field("member", SszTypes.OperatorId, static x => x.Member)
        .Field("highest_source", SszTypes.Epoch, static x => x.HighestSource)
        .Build(static v => new(v.Take<OperatorId>(), v.Take<Epoch>()));
}

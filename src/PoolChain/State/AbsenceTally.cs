using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>What the members of a committee say of who was absent in an epoch.</summary>
/// <param name="Epoch">Which epoch.</param>
/// <param name="Words">One a member, in chain order.</param>
public sealed record AbsenceTally(Epoch Epoch, Sequence<AbsenceWord> Words)
{
    /// <summary>For how many epochs words are taken.</summary>
    public const int KeptMax = 4;

    public static SszContainer<AbsenceTally> Ssz { get; } = SszContainer.Of<AbsenceTally>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("words", SszTypes.List(AbsenceWord.Ssz, PublicSharing.MembersMax), static x => x.Words)
        .Build(static v => new(v.Take<Epoch>(), v.Take<Sequence<AbsenceWord>>()));

    /// <summary>How many say that a member was absent.</summary>
    public int Against(OperatorId member) => Words.Count(w => w.Absent.Contains(member));

    /// <summary>How many say that it took part.</summary>
    public int For(OperatorId member) => Words.Count - Against(member);
}

/// <summary>What one member says.</summary>
/// <param name="By">Who.</param>
/// <param name="Absent">Members without whom the epoch's duty was done, in ascending order.</param>
public sealed record AbsenceWord(OperatorId By, Sequence<OperatorId> Absent)
{
    public static SszContainer<AbsenceWord> Ssz { get; } = SszContainer.Of<AbsenceWord>()
        .Field("by", SszTypes.OperatorId, static x => x.By)
        .Field("absent", StepWindow.MembersSsz, static x => x.Absent)
        .Build(static v => new(v.Take<OperatorId>(), v.Take<Sequence<OperatorId>>()));
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>What is fixed for one instance and one participant.</summary>
/// <param name="Instance">Names the instance; no two instances of the same participants share it.</param>
/// <param name="Self">This participant.</param>
/// <param name="Participants">All participants, distinct, in the order in which they lead; 1 to 1024.</param>
/// <param name="FirstLeader">Who leads round 1, modulo the participants; such as a height or a slot.</param>
public sealed record QbftSettings(
    Hash32 Instance, OperatorId Self, Sequence<OperatorId> Participants, ulong FirstLeader)
{
    /// <summary>The least number of participants that is a quorum.</summary>
    public int QuorumSize => Quorum.Of(Participants.Count);

    /// <summary>
    /// The number of faulty participants in spite of which the instance is safe and decides.
    /// </summary>
    public int FaultsTolerated => Quorum.FaultsTolerated(Participants.Count);

    /// <summary>The leader of a round: Participants[(FirstLeader + round - 1) mod n].</summary>
    /// <param name="round">From 1.</param>
    public OperatorId LeaderOf(Round round)
    {
        ulong count = (ulong)Participants.Count;
        return Participants[(int)(((FirstLeader % count) + round.Previous.Value) % count)];
    }

    /// <summary>The position of a participant, or -1 for anybody else.</summary>
    internal int IndexOf(OperatorId participant) => Participants.AsSpan().IndexOf(participant);

    /// <summary>Stops when the settings are no instance of QBFT.</summary>
    internal void Check()
    {
        Invariant.Holds(
            Participants.Count is > 0 and <= QbftLimits.ParticipantsMax,
            "An instance has 1 to 1024 participants.");
        Invariant.Holds(
            SignerQuorum.Count(Participants, Participants) == Participants.Count,
            "Participants are distinct.");
        Invariant.Holds(IndexOf(default) < 0, "Nobody is no participant.");
        Invariant.Holds(IndexOf(Self) >= 0, "Who runs an instance takes part in it.");
    }
}

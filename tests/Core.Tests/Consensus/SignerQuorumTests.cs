using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Consensus;

public sealed class SignerQuorumTests
{
    private static readonly Sequence<OperatorId> Four = [new(1), new(2), new(3), new(4)];

    [Fact]
    public void Three_of_four_are_a_quorum_and_two_are_not()
    {
        Assert.True(SignerQuorum.IsReached(Four, [new(4), new(1), new(2)]));
        Assert.False(SignerQuorum.IsReached(Four, [new(4), new(1)]));
    }

    [Fact]
    public void Repetitions_and_strangers_do_not_count()
    {
        OperatorId[] signers = [new(4), new(4), new(9), default, new(1)];
        Assert.Equal(2, SignerQuorum.Count(Four, signers));
        Assert.False(SignerQuorum.IsReached(Four, signers));
    }

    [Fact]
    public void Any_two_quorums_share_an_honest_participant_and_the_honest_are_one()
    {
        for (int n = 1; n <= QbftLimits.ParticipantsMax; n++)
        {
            int quorum = Quorum.Of(n);
            int faulty = Quorum.FaultsTolerated(n);
            Assert.True((2 * quorum) - n > faulty && n - faulty >= quorum, $"n = {n}");
        }
    }
}

using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>The history finds a contradiction exactly when looking at all pairs does.</summary>
public sealed class VoteHistoryPropertyTests
{
    private const int Epochs = 8;

    [Fact]
    public void A_contradiction_is_found_when_there_is_one_among_all_pairs()
    {
        for (ulong seed = 0; seed < 2000; seed++)
        {
            var random = new SeededGenerator(seed);
            VoteHistory history = VoteHistory.Empty;
            var votes = new List<AttestationData>();
            for (int i = 0; i < 8; i++)
            {
                AttestationData data = RandomVote(random);
                bool isExpected = votes.Exists(v => IsSlashable(v, data) || IsSlashable(data, v));
                var found = history.OffenceOf(new(data, default));
                Assert.True(isExpected == found is not null, $"seed {seed}");
                if (found is (OffenceKind kind, SignedVote first, SignedVote second))
                {
                    Assert.True(IsSlashable(first.Data, second.Data), $"seed {seed}");
                    bool isDouble = first.Data.Target.Epoch == second.Data.Target.Epoch;
                    Assert.True(isDouble == (kind == OffenceKind.Double), $"seed {seed}");
                }

                Assert.True(votes.Contains(data) == history.Contains(data), $"seed {seed}");
                votes.Add(data);
                history = history.Add(new(data, default));
            }
        }
    }

    /// <summary>consensus-specs <c>is_slashable_attestation_data</c>, as it is written.</summary>
    private static bool IsSlashable(AttestationData first, AttestationData second) =>
        (first != second && first.Target.Epoch == second.Target.Epoch)
        || (first.Source.Epoch < second.Source.Epoch && second.Target.Epoch < first.Target.Epoch);

    private static AttestationData RandomVote(SeededGenerator random)
    {
        var target = new Epoch((ulong)random.NextBelow(Epochs));
        var source = new Epoch((ulong)random.NextBelow((int)target.Value + 1));
        Hash32 head = random.NextChance(1, 2) ? default : Hash32.Sha256("other"u8);
        return new(target.FirstSlot(8), 0, head, new(source, default), new(target, default));
    }
}

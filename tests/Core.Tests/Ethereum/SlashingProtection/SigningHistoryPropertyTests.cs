using System.Buffers.Binary;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;
using static TrustlessPools.Core.Tests.Ethereum.SlashingProtection.Signables;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

public sealed class SigningHistoryPropertyTests
{
    private const ulong Epochs = 12;

    [Fact]
    public void Nothing_slashable_is_ever_signed()
    {
        int valid = 0;
        for (ulong seed = 0; seed < 2000; seed++)
        {
            var random = new SeededGenerator(seed);
            SigningHistory history = SigningHistory.Empty;
            var signed = new HashSet<(VoteEpochs Epochs, Hash32 Root)>();
            for (int step = 0; step < 30; step++)
            {
                (AttestationData vote, Hash32 root) = NextVote(random);
                (Decision decision, history) = history.Ask(vote, root);
                var epochs = VoteEpochs.Of(vote);
                if (decision.MaySign)
                {
                    Assert.True(
                        signed.All(s => s == (epochs, root) || !SlashingRule.IsSlashable(s.Epochs, epochs)),
                        $"seed {seed}: {epochs} after {string.Join(", ", signed)}");
                    Assert.Equal(decision is Decision.SameData, !signed.Add((epochs, root)));
                    valid++;
                }
            }
        }

        Assert.True(valid > 2000, "The property is about votes that are signed.");
    }

    [Fact]
    public void A_vote_in_finality_is_never_refused()
    {
        SigningHistory history = SigningHistory.Empty;
        for (ulong target = 1; target < 500; target++)
        {
            history = history.Sign(Vote(target - 1, target), Root(target));
        }
    }

    [Fact]
    public void A_merged_history_refuses_whatever_one_of_the_two_refuses()
    {
        for (ulong seed = 0; seed < 3000; seed++)
        {
            var random = new SeededGenerator(seed, stream: 1);
            SigningHistory a = NextHistory(random);
            SigningHistory b = NextHistory(random);
            (AttestationData vote, Hash32 root) = NextVote(random);
            bool merged = a.Merge(b).Ask(vote, root).Decision.MaySign;
            bool both = a.Ask(vote, root).Decision.MaySign
                && b.Ask(vote, root).Decision.MaySign;
            Assert.True(both || !merged, $"seed {seed}: {a}, {b}, {vote}");
        }
    }

    [Fact]
    public void Histories_merge_to_the_same_in_any_order_and_again()
    {
        for (ulong seed = 0; seed < 3000; seed++)
        {
            var random = new SeededGenerator(seed, stream: 2);
            SigningHistory a = NextHistory(random);
            SigningHistory b = NextHistory(random);
            SigningHistory c = NextHistory(random);
            string reason = $"seed {seed}";
            Assert.True(a.Merge(b) == b.Merge(a), reason);
            Assert.True(a.Merge(b).Merge(c) == a.Merge(b.Merge(c)), reason);
            Assert.True(a.Merge(b).Merge(a) == a.Merge(b), reason);
        }
    }

    private static (AttestationData Vote, Hash32 Root) NextVote(SeededGenerator random)
    {
        // A root stands for one message: three votes for each pair of epochs.
        ulong source = random.NextBelow(Epochs);
        ulong target = random.NextBelow(Epochs);
        return (Vote(source, target), Root((((source * Epochs) + target) * 3) + random.NextBelow(3UL)));
    }

    private static SigningHistory NextHistory(SeededGenerator random)
    {
        SigningHistory history = SigningHistory.Empty;
        for (int i = random.NextBelow(4); i > 0; i--)
        {
            (AttestationData vote, Hash32 root) = NextVote(random);
            var epochs = VoteEpochs.Of(vote);
            Optional<Hash32> known = random.NextChance(1, 4) ? default : new(root);
            var block = new BlockWatermark(new(random.NextBelow(3UL)), known);
            var watermark = new AttestationWatermark(Source: epochs.Source, Target: epochs.Target, known);
            history = history.Merge(new(new(block), new(watermark)));
        }

        return history;
    }

    private static Hash32 Root(ulong message)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, message);
        return Hash32.Sha256(bytes);
    }
}

using TrustlessPools.Consensus;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using static TrustlessPools.Core.Tests.Consensus.Committee;

namespace TrustlessPools.Core.Tests.Consensus;

public sealed class QbftMessageTests
{
    [Fact]
    public void The_root_is_that_of_six_leaves()
    {
        QbftMessage message = RoundChange(1, 5, 3, "A", 1).Message.Message;
        Hash32[] leaves =
        [
            SszTypes.Uint8.HashTreeRoot(4),
            Instance,
            SszTypes.Uint32.HashTreeRoot(5),
            default,
            SszTypes.Uint32.HashTreeRoot(3),
            Digest("A"),
        ];
        Assert.Equal(Merkle.Root(leaves, 8), message.Root());
    }

    [Fact]
    public void Commits_of_all_senders_are_one_message()
    {
        Assert.Equal(Commit(1, 2, "A").Message.Root(), Commit(2, 2, "A").Message.Root());
        Assert.NotEqual(Commit(1, 2, "A").Message.Root(), Prepare(1, 2, "A").Message.Root());
        Assert.NotEqual(Commit(1, 2, "A").Message.Root(), Commit(1, 3, "A").Message.Root());
        Assert.NotEqual(Commit(1, 2, "A").Message.Root(), Commit(1, 2, "B").Message.Root());
    }

    [Fact]
    public void An_envelope_survives_its_bytes()
    {
        QbftEnvelope envelope = RoundChange(1, 5, 3, "A", 1, 2, 4);
        Assert.True(QbftEnvelope.Ssz.TryRead(QbftEnvelope.Ssz.Serialize(envelope), out QbftEnvelope? read));
        Assert.Equal(envelope, read);
        Assert.Equal([1u, 1u, 2u, 4u], read.SignedMessages().Select(static m => m.Sender.Value));
        Assert.All(read.SignedMessages(), static m => Assert.True(Verify(m)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_kind_that_does_not_exist_does_not_decode(byte kind)
    {
        byte[] bytes = QbftMessage.Ssz.Serialize(Commit(1, 2, "A").Message);
        Assert.True(QbftMessage.Ssz.TryRead(bytes, out _));
        bytes[0] = kind;
        Assert.False(QbftMessage.Ssz.TryRead(bytes, out _));
    }

    [Fact]
    public void Sizes_beyond_the_limits_do_not_decode()
    {
        SignedQbftMessage signed = Commit(1, 2, "A") with { Signature = new(new byte[96]) };
        byte[] bytes = SignedQbftMessage.Ssz.Serialize(signed);
        Assert.True(SignedQbftMessage.Ssz.TryRead(bytes, out _));
        Assert.False(SignedQbftMessage.Ssz.TryRead([.. bytes, 0], out _));

        bytes = QbftValue.Ssz.Serialize(new(new byte[QbftLimits.ValueBytesMax]));
        Assert.True(QbftValue.Ssz.TryRead(bytes, out _));
        Assert.False(QbftValue.Ssz.TryRead([.. bytes, 0], out _));
    }

    [Fact]
    public void The_fullest_justification_fits()
    {
        SignedQbftMessage[] fullest = [.. Enumerable.Repeat(Commit(1, 2, "A"), QbftLimits.JustificationMax)];
        byte[] bytes = QbftEnvelope.Ssz.Serialize(Proposal(1, 1, "A", fullest));
        Assert.True(QbftEnvelope.Ssz.TryRead(bytes, out _));
        Assert.Throws<InvariantBrokenException>(
            () => QbftEnvelope.Ssz.Serialize(Proposal(1, 1, "A", [.. fullest, fullest[0]])));
    }

    [Fact]
    public void A_part_of_a_value_can_be_proved_against_the_digest()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(static i => (byte)i)];
        byte[] padded = [.. bytes, .. new byte[28]];
        Hash32 rest = Merkle.Root(padded.AsSpan(64), limit: 2);
        Hash32 node = Merkle.Parent(Merkle.Root(bytes.AsSpan(0, 64), limit: 2), rest);
        for (int depth = 2; depth < 16; depth++)
        {
            node = Merkle.Parent(node, Merkle.ZeroRoot(depth));
        }

        Assert.Equal(QbftValue.DigestOf(new(bytes)), Merkle.MixIn(node, 100));
    }
}

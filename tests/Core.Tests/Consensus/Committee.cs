using System.Globalization;
using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>
/// Participants 1 to n of one instance, each with a key, and the messages that they can sign.
/// </summary>
/// <remarks>
/// A signature is the hash of a secret and the root: nobody else can make it, everybody here can check it.
/// </remarks>
internal sealed class Committee
{
    /// <summary>Makes the participants 1 to n.</summary>
    /// <param name="count">n.</param>
    /// <param name="firstLeader">0 makes participant 1 lead round 1.</param>
    public Committee(int count, ulong firstLeader = 0)
    {
        Participants = Enumerable.Range(1, count).Select(static i => new OperatorId((uint)i)).ToSequence();
        FirstLeader = firstLeader;
    }

    public static Hash32 Instance { get; } = Hash32.Sha256("instance"u8);

    public Sequence<OperatorId> Participants { get; }

    public ulong FirstLeader { get; }

    public int QuorumSize => Quorum.Of(Participants.Count);

    /// <summary>A value that people can tell from others.</summary>
    public static ByteString Value(string name) => new(System.Text.Encoding.UTF8.GetBytes(name));

    public static string NameOf(ByteString value) => System.Text.Encoding.UTF8.GetString(value.AsSpan());

    public static SignedQbftMessage Sign(uint sender, QbftMessage message) =>
        new(new(sender), message, Signature(sender, message));

    /// <summary>What a host does with each of the signed messages in an envelope.</summary>
    public static bool Verify(SignedQbftMessage signed) =>
        signed.Signature == Signature(signed.Sender.Value, signed.Message);

    public static QbftEnvelope Bare(uint sender, QbftMessage message) =>
        new(Sign(sender, message), default, []);

    public static SignedQbftMessage Prepare(uint sender, uint round, string value) =>
        Sign(sender, QbftMessage.Prepare(Instance, new(round), Digest(value)));

    public static SignedQbftMessage Commit(uint sender, uint round, string value) =>
        Sign(sender, QbftMessage.Commit(Instance, new(round), Digest(value)));

    public static Hash32 Digest(string value) => QbftValue.DigestOf(Value(value));

    /// <summary>A proposal with whatever is to justify it.</summary>
    public static QbftEnvelope Proposal(
        uint sender, uint round, string value, params IEnumerable<SignedQbftMessage> justification) => new(
            Sign(sender, QbftMessage.Proposal(Instance, new(round), Digest(value))),
            Value(value),
            justification.ToSequence());

    /// <summary>A round change of somebody who is not prepared.</summary>
    public static QbftEnvelope RoundChange(uint sender, uint round) =>
        Bare(sender, QbftMessage.RoundChange(Instance, new(round), null));

    /// <summary>A round change of somebody prepared on a value by the given signers.</summary>
    public static QbftEnvelope RoundChange(
        uint sender, uint round, uint preparedRound, string value, params IEnumerable<uint> signers)
    {
        Sequence<SignedQbftMessage> prepares =
            signers.Select(signer => Prepare(signer, preparedRound, value)).ToSequence();
        PreparedCertificate prepared = new(new(preparedRound), Digest(value), Value(value), prepares);
        return new(
            Sign(sender, QbftMessage.RoundChange(Instance, new(round), prepared)), prepared.Value, prepares);
    }

    /// <summary>A decision by the given signers' commits.</summary>
    public static QbftEnvelope Decision(uint round, string value, params IEnumerable<uint> signers) =>
        new QbftDecision(Value(value), new(round), signers.Select(s => Commit(s, round, value)).ToSequence())
            .ToEnvelope();

    public QbftSettings Settings(uint self) => new(Instance, new(self), Participants, FirstLeader);

    private static ByteString Signature(uint sender, QbftMessage message) => new(Hash32.Sha256(
        [.. System.Text.Encoding.UTF8.GetBytes($"secret {sender.ToString(CultureInfo.InvariantCulture)}"),
            .. message.Root().ToArray()]).ToArray());
}

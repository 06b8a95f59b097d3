using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Duties;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Operator.Messages;

/// <summary>What operators send each other.</summary>
public abstract record PeerMessage
{
    /// <summary>The most bytes of a message; longer ones are not even read.</summary>
    public const int SizeMax = 8 * 1024 * 1024;

    private const byte OperationSelector = 1;

    /// <summary>The union of all messages. Selectors are frozen.</summary>
    public static SszUnion<PeerMessage> Ssz { get; } = SszUnion<PeerMessage>.Empty
        .Case(0, StatusMessage.Ssz)
        .Case(OperationSelector, OperationMessage.Ssz)
        .Case(2, BlockVoteMessage.Ssz)
        .Case(3, BodyMessage.Ssz)
        .Case(4, BodyRequest.Ssz)
        .Case(5, BlocksRequest.Ssz)
        .Case(6, BlocksMessage.Ssz)
        .Case(7, DutyVoteMessage.Ssz)
        .Case(8, PartialMessage.Ssz)
        .Case(9, StatementMessage.Ssz);

    private protected PeerMessage()
    {
    }

    /// <summary>
    /// True for bytes that would be an operation, if they are a message at all: it waits for a block in any
    /// case, so it may wait a little before it is read.
    /// </summary>
    public static bool IsOperation(ByteString bytes) => bytes.Length > 0 && bytes[0] == OperationSelector;

    /// <summary>The bytes that travel.</summary>
    public ByteString ToBytes() => new(Ssz.Serialize(this));
}

/// <summary>Tells how far the sender's chain goes.</summary>
/// <param name="Network">The network's identity, so that strays are told apart.</param>
/// <param name="Height">Of the sender's head.</param>
public sealed record StatusMessage(Hash32 Network, Height Height) : PeerMessage
{
    public static new SszContainer<StatusMessage> Ssz { get; } = SszContainer.Of<StatusMessage>()
        .Field("network", SszTypes.Hash32, static x => x.Network)
        .Field("height", SszTypes.Height, static x => x.Height)
        .Build(static v => new(v.Take<Hash32>(), v.Take<Height>()));
}

/// <summary>Offers an operation for a block.</summary>
public sealed record OperationMessage(SignedOperation Operation) : PeerMessage
{
    public static new SszContainer<OperationMessage> Ssz { get; } = SszContainer.Of<OperationMessage>()
        .Field("operation", SignedOperation.Ssz, static x => x.Operation)
        .Build(static v => new(v.Take<SignedOperation>()));
}

/// <summary>Takes part in the consensus on the block of a height.</summary>
public sealed record BlockVoteMessage(Height Height, QbftEnvelope Envelope) : PeerMessage
{
    public static new SszContainer<BlockVoteMessage> Ssz { get; } = SszContainer.Of<BlockVoteMessage>()
        .Field("height", SszTypes.Height, static x => x.Height)
        .Field("envelope", QbftEnvelope.Ssz, static x => x.Envelope)
        .Build(static v => new(v.Take<Height>(), v.Take<QbftEnvelope>()));
}

/// <summary>Brings the operations that a header commits to.</summary>
public sealed record BodyMessage(BlockBody Body) : PeerMessage
{
    public static new SszContainer<BodyMessage> Ssz { get; } = SszContainer.Of<BodyMessage>()
        .Field("body", BlockBody.Ssz, static x => x.Body)
        .Build(static v => new(v.Take<BlockBody>()));
}

/// <summary>Asks for the operations behind a root.</summary>
public sealed record BodyRequest(Hash32 OperationsRoot) : PeerMessage
{
    public static new SszContainer<BodyRequest> Ssz { get; } = SszContainer.Of<BodyRequest>()
        .Field("operations_root", SszTypes.Hash32, static x => x.OperationsRoot)
        .Build(static v => new(v.Take<Hash32>()));
}

/// <summary>Asks for certified blocks from a height on.</summary>
public sealed record BlocksRequest(Height From) : PeerMessage
{
    public static new SszContainer<BlocksRequest> Ssz { get; } = SszContainer.Of<BlocksRequest>()
        .Field("from", SszTypes.Height, static x => x.From)
        .Build(static v => new(v.Take<Height>()));
}

/// <summary>Brings certified blocks, one after the other.</summary>
public sealed record BlocksMessage(Sequence<CertifiedBlock> Blocks) : PeerMessage
{
    /// <summary>The most blocks in a message.</summary>
    public const int BlocksMax = 32;

    public static new SszContainer<BlocksMessage> Ssz { get; } = SszContainer.Of<BlocksMessage>()
        .Field("blocks", SszTypes.List(CertifiedBlock.Ssz, BlocksMax), static x => x.Blocks)
        .Build(static v => new(v.Take<Sequence<CertifiedBlock>>()));
}

/// <summary>Takes part in the consensus on a duty.</summary>
public sealed record DutyVoteMessage(DutyId Duty, QbftEnvelope Envelope) : PeerMessage
{
    public static new SszContainer<DutyVoteMessage> Ssz { get; } = SszContainer.Of<DutyVoteMessage>()
        .Field("duty", DutyId.Ssz, static x => x.Duty)
        .Field("envelope", QbftEnvelope.Ssz, static x => x.Envelope)
        .Build(static v => new(v.Take<DutyId>(), v.Take<QbftEnvelope>()));
}

/// <summary>Brings a member's partial signature.</summary>
/// <param name="Duty">What for.</param>
/// <param name="SigningRoot">What was signed.</param>
/// <param name="Signature">By the sender's share.</param>
/// <param name="IsAnswer">
/// True when the sender only helps out who still collects; an answer is never answered, or two who have
/// finished would answer each other for ever.
/// </param>
public sealed record PartialMessage(
    DutyId Duty, Hash32 SigningRoot, G2Bytes Signature, bool IsAnswer) : PeerMessage
{
    public static new SszContainer<PartialMessage> Ssz { get; } = SszContainer.Of<PartialMessage>()
        .Field("duty", DutyId.Ssz, static x => x.Duty)
        .Field("signing_root", SszTypes.Hash32, static x => x.SigningRoot)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Field("is_answer", SszTypes.Boolean, static x => x.IsAnswer)
        .Build(static v => new(v.Take<DutyId>(), v.Take<Hash32>(), v.Take<G2Bytes>(), v.Take<bool>()));
}

/// <summary>Tells what the sender's beacon node says, signed, to be counted with others'.</summary>
public sealed record StatementMessage(EpochStatement Statement, G2Bytes Signature) : PeerMessage
{
    public static new SszContainer<StatementMessage> Ssz { get; } = SszContainer.Of<StatementMessage>()
        .Field("statement", EpochStatement.Ssz, static x => x.Statement)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<EpochStatement>(), v.Take<G2Bytes>()));
}

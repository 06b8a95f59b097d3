using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Blocks;

/// <summary>
/// What operators agree on for a height. Consensus is on the header; the operations are fetched by their
/// root.
/// </summary>
/// <param name="Height">The parent's plus 1.</param>
/// <param name="Parent">The root of the parent's header; of the first block the network's identity.</param>
/// <param name="Tick">Later than the parent's.</param>
/// <param name="Proposer">Who made it: one of the voters.</param>
/// <param name="OperationsRoot">The hash tree root of the operations.</param>
/// <param name="NextVotersRoot">The hash tree root of the list of those who vote on the next block.</param>
/// <param name="StateRoot">The hash tree root of the state after this block.</param>
public sealed record BlockHeader(
    Height Height,
    Hash32 Parent,
    Tick Tick,
    OperatorId Proposer,
    Hash32 OperationsRoot,
    Hash32 NextVotersRoot,
    Hash32 StateRoot)
{
    public static SszContainer<BlockHeader> Ssz { get; } = SszContainer.Of<BlockHeader>()
        .Field("height", SszTypes.Height, static x => x.Height)
        .Field("parent", SszTypes.Hash32, static x => x.Parent)
        .Field("tick", SszTypes.Tick, static x => x.Tick)
        .Field("proposer", SszTypes.OperatorId, static x => x.Proposer)
        .Field("operations_root", SszTypes.Hash32, static x => x.OperationsRoot)
        .Field("next_voters_root", SszTypes.Hash32, static x => x.NextVotersRoot)
        .Field("state_root", SszTypes.Hash32, static x => x.StateRoot)
        .Build(static v => new(
            v.Take<Height>(),
            v.Take<Hash32>(),
            v.Take<Tick>(),
            v.Take<OperatorId>(),
            v.Take<Hash32>(),
            v.Take<Hash32>(),
            v.Take<Hash32>()));

    /// <summary>The block's identity.</summary>
    public Hash32 Root() => Ssz.HashTreeRoot(this);
}

/// <summary>A header that its proposer vouches for; the value that consensus is about.</summary>
/// <param name="Header">The header.</param>
/// <param name="Signature">
/// By the proposer's identity key. Without it a leader could name another as proposer, and one censor could
/// look like the many distinct leaders that a ceremony's windows wait for.
/// </param>
public sealed record SignedHeader(BlockHeader Header, G2Bytes Signature)
{
    public static SszContainer<SignedHeader> Ssz { get; } = SszContainer.Of<SignedHeader>()
        .Field("header", BlockHeader.Ssz, static x => x.Header)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<BlockHeader>(), v.Take<G2Bytes>()));

    /// <summary>Signs a header.</summary>
    public static SignedHeader Sign(BlockHeader header, SecretScalar identitySecret, Hash32 network)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new(
            header,
            IdentitySignature.Sign(identitySecret, IdentityDomain.BlockHeader, network, header.Root()));
    }

    /// <summary>The bytes that consensus is about.</summary>
    public ByteString ToValue() => new(Ssz.Serialize(this));
}

/// <summary>The operations of a block.</summary>
public sealed record BlockBody(Sequence<SignedOperation> Operations)
{
    /// <summary>The most operations in a block.</summary>
    public const int OperationsMax = 4096;

    /// <summary>The most bytes of a block's operations.</summary>
    public const int SizeMax = 2 * 1024 * 1024;

    /// <summary>
    /// The part of them that is reserved for disputes, so that nothing can crowd these out.
    /// </summary>
    public const int DisputeReserve = SizeMax / 4;

    public static SszContainer<BlockBody> Ssz { get; } = SszContainer.Of<BlockBody>()
        .Field("operations", SszTypes.List(SignedOperation.Ssz, OperationsMax), static x => x.Operations)
        .Build(static v => new(v.Take<Sequence<SignedOperation>>()));

    /// <summary>The root that the header commits to.</summary>
    public Hash32 Root() => Ssz.HashTreeRoot(this);
}

/// <summary>Who certified a block.</summary>
/// <param name="Round">The consensus round in which it was decided.</param>
/// <param name="Signers">Which of the voters, in their order.</param>
/// <param name="Signature">The aggregate of their commit votes.</param>
public sealed record BlockCertificate(uint Round, BitString Signers, G2Bytes Signature)
{
    public static SszContainer<BlockCertificate> Ssz { get; } = SszContainer.Of<BlockCertificate>()
        .Field("round", SszTypes.Uint32, static x => (ulong)x.Round)
        .Field("signers", SszTypes.Bitlist(NetworkGenesis.OperatorsMax), static x => x.Signers)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new((uint)v.Take<ulong>(), v.Take<BitString>(), v.Take<G2Bytes>()));
}

/// <summary>A block that is final: anybody who knows the voters can verify it.</summary>
public sealed record CertifiedBlock(SignedHeader Signed, BlockBody Body, BlockCertificate Certificate)
{
    public static SszContainer<CertifiedBlock> Ssz { get; } = SszContainer.Of<CertifiedBlock>()
        .Field("signed", SignedHeader.Ssz, static x => x.Signed)
        .Field("body", BlockBody.Ssz, static x => x.Body)
        .Field("certificate", BlockCertificate.Ssz, static x => x.Certificate)
        .Build(static v => new(v.Take<SignedHeader>(), v.Take<BlockBody>(), v.Take<BlockCertificate>()));

    /// <summary>The header.</summary>
    public BlockHeader Header => Signed.Header;
}

/// <summary>
/// The end of the chain as far as it is known: the last block's root and the state after it.
/// </summary>
public sealed record ChainHead(Hash32 BlockRoot, ChainState State)
{
    public static SszContainer<ChainHead> Ssz { get; } = SszContainer.Of<ChainHead>()
        .Field("block_root", SszTypes.Hash32, static x => x.BlockRoot)
        .Field("state", ChainState.Ssz, static x => x.State)
        .Build(static v => new(v.Take<Hash32>(), v.Take<ChainState>()));

    /// <summary>Before the first block.</summary>
    public static ChainHead Genesis(Rules.ChainRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(rules.Network, ChainState.From(rules.Genesis));
    }
}

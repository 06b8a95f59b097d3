using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>A block, and what the rule said of it.</summary>
/// <param name="Block">Height, header and coinbase.</param>
/// <param name="Judgement">What the rule said, in the form of whoever judges.</param>
public sealed record StoredBlock(MinedBlock Block, ByteString Judgement);

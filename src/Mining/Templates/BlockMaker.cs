using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Templates;

/// <summary>Who makes a block, and where.</summary>
/// <param name="Network">The network of the node.</param>
/// <param name="AreTemplatesActive">
/// Whether the node enforces BIP-0119, as its operator says; it has no effect on mainnet.
/// </param>
/// <param name="Script">To whom the block and later ones pay; of a form that a pool pays.</param>
/// <param name="Extra">
/// What stands in the coinbase behind the pool's mark, such as an extra nonce: makes blocks of one offer
/// differ.
/// </param>
public sealed record BlockMaker(
    BitcoinNetwork Network, bool AreTemplatesActive, ByteString Script, ByteString Extra);

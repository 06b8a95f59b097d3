using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Tells whether an x-only key is another plus a multiple of the generator (BIP-0341).</summary>
/// <param name="outputKey">The key of the output.</param>
/// <param name="internalKey">The key below it.</param>
/// <param name="tweak">The multiple, by <see cref="Scripts.TaprootTree.Tweak"/>.</param>
/// <param name="isOdd">The parity of the output key's y.</param>
/// <returns>False also for keys that are not on the curve and for a tweak beyond its order.</returns>
/// <remarks>Curve arithmetic is not written here; who has a library for secp256k1 hands this in.</remarks>
public delegate bool TweakCheck(Hash32 outputKey, Hash32 internalKey, Hash32 tweak, bool isOdd);

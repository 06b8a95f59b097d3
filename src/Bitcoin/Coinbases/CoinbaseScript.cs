using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Coinbases;

/// <summary>The script of a coinbase: a height, a push with a tag, and room for the miner.</summary>
/// <param name="Height">The block's height (BIP-0034).</param>
/// <param name="Tag">What names the pool's rule; empty for none.</param>
/// <param name="Rest">Any bytes behind: the extra nonce of proxies and devices.</param>
/// <remarks>
/// The tag comes before the extra nonce, so that it is found whatever a device appends:
/// <code>
/// | height 1..6 | length 1 | tag | rest |     2 to 100 bytes in all
/// </code>
/// </remarks>
public sealed record CoinbaseScript(BlockHeight Height, ByteString Tag, ByteString Rest)
{
    /// <summary>Reads a script.</summary>
    /// <returns>
    /// Null when it does not begin with a height; without a push behind it the tag is empty.
    /// </returns>
    public static CoinbaseScript? TryRead(ReadOnlySpan<byte> script)
    {
        if (CoinbaseHeight.TryRead(script) is not { } height)
        {
            return null;
        }

        ReadOnlySpan<byte> behind = script[CoinbaseHeight.Encode(height).Length..];
        var reader = new ScriptReader(behind);
        return reader.Read() && reader.Operation <= Opcode.PushData4
            ? new(height, new(reader.Pushed), new(reader.Rest))
            : new(height, default, new(behind));
    }

    /// <summary>Writes the script; its length is checked where a coinbase is built.</summary>
    public ByteString Encode()
    {
        ByteString tag = new ScriptBuilder().AddData(Tag.AsSpan()).ToScript();
        return new([.. CoinbaseHeight.Encode(Height), .. tag.AsSpan(), .. Rest.AsSpan()]);
    }
}

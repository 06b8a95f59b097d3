using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>Scripts of miners that are told apart by a number, in whose order they stand.</summary>
internal static class Scripts
{
    /// <summary>P2WPKH of a hash that is the number.</summary>
    internal static ByteString Of(int miner)
    {
        byte[] script = new byte[22];
        script[1] = 20;
        BinaryPrimitives.WriteInt32BigEndian(script.AsSpan(2), miner);
        return new(script);
    }
}

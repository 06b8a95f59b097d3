using System.Buffers;
using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>Messages on a stream: the length in four little-endian bytes, then so many bytes.</summary>
/// <remarks>
/// <code>
///  0        4                 4 + n
/// +--------+------------------+
/// | n      | message          |   1 &lt;= n &lt;= the cap
/// +--------+------------------+
/// </code>
/// </remarks>
internal static class Frames
{
    internal const int HeaderSize = 4;

    /// <summary>Writes a message; the caller flushes.</summary>
    internal static async ValueTask WriteAsync(Stream stream, ByteString message, CancellationToken cancel)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(HeaderSize + message.Length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame, message.Length);
            message.AsSpan().CopyTo(frame.AsSpan(HeaderSize));
            await stream.WriteAsync(frame.AsMemory(0, HeaderSize + message.Length), cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>Reads a message.</summary>
    /// <param name="stream">At the beginning of a frame.</param>
    /// <param name="lengthMax">The most bytes that a message has; longer ones are not even read.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null at the stream's end.</returns>
    /// <exception cref="FrameException">The length is none that is permitted.</exception>
    /// <exception cref="IOException">The stream broke off within a frame.</exception>
    internal static async ValueTask<ByteString?> ReadAsync(
        Stream stream, int lengthMax, CancellationToken cancel)
    {
        var header = new byte[HeaderSize];
        int read = await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancel);
        if (read < HeaderSize)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 1 || length > lengthMax)
        {
            throw new FrameException(
                new("BadLength", $"a message of {length} bytes", $"1 to {lengthMax} bytes"));
        }

        var message = new byte[length];
        await stream.ReadExactlyAsync(message, cancel);
        return new ByteString(message);
    }
}

/// <summary>A peer broke the framing; its connection is closed.</summary>
internal sealed class FrameException(Refusal refusal) : Exception(refusal.ToString())
{
    internal Refusal Refusal { get; } = refusal;
}

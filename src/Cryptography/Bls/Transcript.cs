using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>
/// What a challenge hashes, in order, each part with its length in front so that no two transcripts coincide.
/// </summary>
public sealed class Transcript
{
    private readonly ArrayBufferWriter<byte> _parts = new();

    /// <summary>Starts the transcript of a named statement.</summary>
    public Transcript(string statement) => Append(Encoding.UTF8.GetBytes(statement));

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)bytes.Length);
        _parts.Write(length);
        _parts.Write(bytes);
    }

    /// <summary>Adds a hash.</summary>
    public void Append(Hash32 hash) => Append(hash.ToArray());

    /// <summary>Adds a point.</summary>
    public void Append(G1Point point) => Append(point.ToBytes().AsSpan());

    /// <summary>Adds a point.</summary>
    public void Append(G2Point point) => Append(point.ToBytes().AsSpan());

    /// <summary>Ends the transcript with its digest.</summary>
    public Hash32 ToHash() => Hash32.Sha256(_parts.WrittenSpan);

    /// <summary>Ends the transcript with a challenge.</summary>
    public Scalar ToChallenge(DomainSeparationTag tag) => Scalar.Hash(ToHash().ToArray(), tag);

    /// <summary>Ends the transcript with random weights.</summary>
    internal Weights ToWeights() => new(ToHash());
}

/// <summary>As many weights of 128 bits as one asks for, from a digest of all that they weigh.</summary>
internal readonly struct Weights(Hash32 seed)
{
    /// <summary>The bits of a weight: what batches wrongly take has probability 2^-128.</summary>
    internal const int Bits = 128;

    /// <summary>The bytes of a weight.</summary>
    internal const int Size = Bits / 8;

    /// <summary>Writes the bytes of one weight.</summary>
    internal void CopyTo(int index, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[Hash32.Size + sizeof(uint)];
        seed.CopyTo(input);
        BinaryPrimitives.WriteUInt32LittleEndian(input[Hash32.Size..], (uint)index);
        Span<byte> digest = stackalloc byte[Hash32.Size];
        SHA256.HashData(input, digest);
        digest[..Size].CopyTo(destination);
    }

    /// <summary>The first weights as numbers, each not zero but with probability 2^-128.</summary>
    internal Scalar[] ToScalars(int count)
    {
        var weights = new Scalar[count];
        Span<byte> bytes = stackalloc byte[Scalar.Size];
        bytes.Clear();
        for (int i = 0; i < count; i++)
        {
            CopyTo(i, bytes[(Scalar.Size - Size)..]);
            bool read = Scalar.TryFromBytes(bytes, out weights[i]);
            Invariant.Holds(read, "A weight of 128 bits is below the group's order.");
        }

        return weights;
    }
}

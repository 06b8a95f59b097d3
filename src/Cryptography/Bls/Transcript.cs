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
    /// <summary>
    /// The weight of an item as 16 little-endian bytes, not zero but with probability 2^-128.
    /// </summary>
    internal byte[] At(int index)
    {
        Span<byte> input = stackalloc byte[Hash32.Size + sizeof(uint)];
        seed.CopyTo(input);
        BinaryPrimitives.WriteUInt32LittleEndian(input[Hash32.Size..], (uint)index);
        Span<byte> digest = stackalloc byte[Hash32.Size];
        SHA256.HashData(input, digest);
        return digest[..(Signatures.WeightBits / 8)].ToArray();
    }

    /// <summary>The same weight as a scalar.</summary>
    internal Scalar ScalarAt(int index)
    {
        Span<byte> bytes = stackalloc byte[Scalar.Size];
        bytes.Clear();
        At(index).CopyTo(bytes);
        bytes.Reverse();
        bool read = Scalar.TryFromBytes(bytes, out Scalar weight);
        Invariant.Holds(read, "A weight of 128 bits is below the group's order.");
        return weight;
    }
}

using TrustlessPools.Cryptography.Bls;

namespace TrustlessPools.Cryptography.Native;

/// <summary>A verification under way: blst's accumulator of pairings with keys in G1.</summary>
/// <remarks>
/// <c>blst_pairing_init</c> keeps a pointer to the domain separation tag, unless the tag lies right behind
/// the context; so that is where it is put, and the buffer must not move: it is on the stack. The group
/// checks of <c>blst_pairing_chk_n_aggr_pk_in_g1</c> stay off: points were checked when they were decoded.
/// </remarks>
internal readonly ref struct PairingContext
{
    private readonly Span<byte> _buffer;

    /// <summary>Starts an accumulation.</summary>
    /// <param name="buffer">On the stack, as long as <see cref="SizeFor"/> says.</param>
    /// <param name="tag">The domain.</param>
    internal PairingContext(Span<byte> buffer, DomainSeparationTag tag)
    {
        _buffer = buffer;
        tag.AsSpan().CopyTo(buffer[ContextSize..]);
        Blst.blst_pairing_init(buffer, 1, buffer[ContextSize..], (nuint)tag.AsSpan().Length);
    }

    private static int ContextSize { get; } = (int)Blst.blst_pairing_sizeof();

    /// <summary>The length of the buffer, about 3.3 kB.</summary>
    internal static int SizeFor(DomainSeparationTag tag) => ContextSize + tag.AsSpan().Length;

    internal bool Add(in blst_p1_affine key, ReadOnlySpan<byte> message) =>
        Blst.blst_pairing_chk_n_aggr_pk_in_g1_without_signature(
            _buffer, in key, 0, 0, 0, message, (nuint)message.Length, 0, 0) == BLST_ERROR.BLST_SUCCESS;

    internal bool Add(in blst_p1_affine key, in blst_p2_affine signature, ReadOnlySpan<byte> message) =>
        Blst.blst_pairing_chk_n_aggr_pk_in_g1(
            _buffer, in key, 0, in signature, 0, message, (nuint)message.Length, 0, 0)
        == BLST_ERROR.BLST_SUCCESS;

    /// <summary>Adds the pairing of a key with a point that was hashed to already.</summary>
    internal void Add(in blst_p1_affine key, in blst_p2_affine hashed) =>
        Blst.blst_pairing_raw_aggregate(_buffer, in hashed, in key);

    internal bool IsValid()
    {
        Blst.blst_pairing_commit(_buffer);
        return Blst.blst_pairing_finalverify(_buffer, 0) != 0;
    }
}

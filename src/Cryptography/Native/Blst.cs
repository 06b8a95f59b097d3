using System.Runtime.InteropServices;

namespace TrustlessPools.Cryptography.Native;

/// <summary>The functions of supranational/blst v0.3.12 that this project uses, with their C names.</summary>
/// <remarks>
/// Safety: structures and spans are pinned for the call and have the lengths that blst.h states; no function
/// keeps a pointer but <c>blst_pairing_init</c>, for which see <see cref="PairingContext"/>. blst's
/// <c>bool</c> is a byte. A result that callers let coincide with an operand is <c>ref</c>: for <c>out</c>
/// the generated call clears it first.
/// </remarks>
internal static partial class Blst
{
    private const string Library = "blst";

    [LibraryImport(Library)]
    internal static partial byte blst_scalar_from_be_bytes(
        out blst_scalar result, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Library)]
    internal static partial void blst_scalar_from_bendian(out blst_scalar result, ReadOnlySpan<byte> bytes);

    [LibraryImport(Library)]
    internal static partial void blst_bendian_from_scalar(Span<byte> bytes, in blst_scalar scalar);

    [LibraryImport(Library)]
    internal static partial byte blst_scalar_fr_check(in blst_scalar scalar);

    [LibraryImport(Library)]
    internal static partial byte blst_sk_check(in blst_scalar scalar);

    [LibraryImport(Library)]
    internal static partial byte blst_sk_add_n_check(
        ref blst_scalar result, in blst_scalar a, in blst_scalar b);

    [LibraryImport(Library)]
    internal static partial byte blst_sk_sub_n_check(
        ref blst_scalar result, in blst_scalar a, in blst_scalar b);

    [LibraryImport(Library)]
    internal static partial byte blst_sk_mul_n_check(
        ref blst_scalar result, in blst_scalar a, in blst_scalar b);

    [LibraryImport(Library)]
    internal static partial void blst_fr_add(out blst_fr result, in blst_fr a, in blst_fr b);

    [LibraryImport(Library)]
    internal static partial void blst_fr_sub(out blst_fr result, in blst_fr a, in blst_fr b);

    [LibraryImport(Library)]
    internal static partial void blst_fr_mul(out blst_fr result, in blst_fr a, in blst_fr b);

    [LibraryImport(Library)]
    internal static partial void blst_fr_inverse(out blst_fr result, in blst_fr a);

    [LibraryImport(Library)]
    internal static partial void blst_fr_from_uint64(out blst_fr result, ReadOnlySpan<ulong> limbs);

    [LibraryImport(Library)]
    internal static partial void blst_fr_from_scalar(out blst_fr result, in blst_scalar scalar);

    [LibraryImport(Library)]
    internal static partial void blst_scalar_from_fr(out blst_scalar result, in blst_fr a);

    [LibraryImport(Library)]
    internal static unsafe partial blst_p1_affine* blst_p1_affine_generator();

    [LibraryImport(Library)]
    internal static partial BLST_ERROR blst_p1_uncompress(
        out blst_p1_affine result, ReadOnlySpan<byte> bytes48);

    [LibraryImport(Library)]
    internal static partial byte blst_p1_affine_in_g1(in blst_p1_affine point);

    [LibraryImport(Library)]
    internal static partial byte blst_p1_in_g1(in blst_p1 point);

    [LibraryImport(Library)]
    internal static partial byte blst_p1_affine_is_inf(in blst_p1_affine point);

    [LibraryImport(Library)]
    internal static partial byte blst_p1_affine_is_equal(in blst_p1_affine a, in blst_p1_affine b);

    [LibraryImport(Library)]
    internal static partial void blst_p1_affine_compress(Span<byte> bytes48, in blst_p1_affine point);

    [LibraryImport(Library)]
    internal static partial void blst_p1_affine_serialize(Span<byte> bytes96, in blst_p1_affine point);

    [LibraryImport(Library)]
    internal static partial BLST_ERROR blst_p1_deserialize(
        out blst_p1_affine result, ReadOnlySpan<byte> bytes96);

    [LibraryImport(Library)]
    internal static partial void blst_p1_from_affine(out blst_p1 result, in blst_p1_affine point);

    [LibraryImport(Library)]
    internal static partial void blst_p1_to_affine(out blst_p1_affine result, in blst_p1 point);

    [LibraryImport(Library)]
    internal static partial void blst_p1_add_or_double_affine(
        ref blst_p1 result, in blst_p1 a, in blst_p1_affine b);

    [LibraryImport(Library)]
    internal static partial void blst_p1_add_or_double(ref blst_p1 result, in blst_p1 a, in blst_p1 b);

    [LibraryImport(Library)]
    internal static partial void blst_p1_double(ref blst_p1 result, in blst_p1 a);

    [LibraryImport(Library)]
    internal static partial void blst_p1_cneg(ref blst_p1 point, byte negate);

    [LibraryImport(Library)]
    internal static partial byte blst_p1_is_inf(in blst_p1 point);

    [LibraryImport(Library)]
    internal static partial void blst_p1_mult(
        ref blst_p1 result, in blst_p1 point, ReadOnlySpan<byte> scalar, nuint bits);

    [LibraryImport(Library)]
    internal static partial nuint blst_p1s_mult_pippenger_scratch_sizeof(nuint count);

    [LibraryImport(Library)]
    internal static unsafe partial void blst_p1s_mult_pippenger(
        out blst_p1 result, blst_p1_affine** points, nuint count, byte** scalars, nuint bits, ulong* scratch);

    [LibraryImport(Library)]
    internal static partial BLST_ERROR blst_p2_uncompress(
        out blst_p2_affine result, ReadOnlySpan<byte> bytes96);

    [LibraryImport(Library)]
    internal static partial byte blst_p2_affine_in_g2(in blst_p2_affine point);

    [LibraryImport(Library)]
    internal static partial byte blst_p2_affine_is_inf(in blst_p2_affine point);

    [LibraryImport(Library)]
    internal static partial byte blst_p2_affine_is_equal(in blst_p2_affine a, in blst_p2_affine b);

    [LibraryImport(Library)]
    internal static partial void blst_p2_affine_compress(Span<byte> bytes96, in blst_p2_affine point);

    [LibraryImport(Library)]
    internal static partial void blst_p2_affine_serialize(Span<byte> bytes192, in blst_p2_affine point);

    [LibraryImport(Library)]
    internal static partial void blst_p2_from_affine(out blst_p2 result, in blst_p2_affine point);

    [LibraryImport(Library)]
    internal static partial void blst_p2_to_affine(out blst_p2_affine result, in blst_p2 point);

    [LibraryImport(Library)]
    internal static partial void blst_p2_add_or_double_affine(
        ref blst_p2 result, in blst_p2 a, in blst_p2_affine b);

    [LibraryImport(Library)]
    internal static partial byte blst_p2_is_inf(in blst_p2 point);

    [LibraryImport(Library)]
    internal static partial void blst_p2_mult(
        ref blst_p2 result, in blst_p2 point, ReadOnlySpan<byte> scalar, nuint bits);

    [LibraryImport(Library)]
    internal static partial nuint blst_p2s_mult_pippenger_scratch_sizeof(nuint count);

    [LibraryImport(Library)]
    internal static unsafe partial void blst_p2s_mult_pippenger(
        out blst_p2 result, blst_p2_affine** points, nuint count, byte** scalars, nuint bits, ulong* scratch);

    [LibraryImport(Library)]
    internal static partial void blst_hash_to_g1(
        out blst_p1 result, ReadOnlySpan<byte> message, nuint messageLength, ReadOnlySpan<byte> dst,
        nuint dstLength, nint aug, nuint augLength);

    [LibraryImport(Library)]
    internal static partial void blst_encode_to_g1(
        out blst_p1 result, ReadOnlySpan<byte> message, nuint messageLength, ReadOnlySpan<byte> dst,
        nuint dstLength, nint aug, nuint augLength);

    [LibraryImport(Library)]
    internal static partial void blst_hash_to_g2(
        out blst_p2 result, ReadOnlySpan<byte> message, nuint messageLength, ReadOnlySpan<byte> dst,
        nuint dstLength, nint aug, nuint augLength);

    [LibraryImport(Library)]
    internal static partial void blst_encode_to_g2(
        out blst_p2 result, ReadOnlySpan<byte> message, nuint messageLength, ReadOnlySpan<byte> dst,
        nuint dstLength, nint aug, nuint augLength);

    [LibraryImport(Library)]
    internal static partial void blst_expand_message_xmd(
        Span<byte> result, nuint resultLength, ReadOnlySpan<byte> message, nuint messageLength,
        ReadOnlySpan<byte> dst, nuint dstLength);

    [LibraryImport(Library)]
    internal static partial void blst_sk_to_pk_in_g1(out blst_p1 result, in blst_scalar secret);

    [LibraryImport(Library)]
    internal static partial void blst_sign_pk_in_g1(
        ref blst_p2 result, in blst_p2 hash, in blst_scalar secret);

    [LibraryImport(Library)]
    internal static partial void blst_miller_loop(
        out blst_fp12 result, in blst_p2_affine q, in blst_p1_affine p);

    [LibraryImport(Library)]
    internal static partial void blst_fp12_mul(ref blst_fp12 result, in blst_fp12 a, in blst_fp12 b);

    [LibraryImport(Library)]
    internal static partial void blst_final_exp(ref blst_fp12 result, in blst_fp12 value);

    [LibraryImport(Library)]
    internal static partial byte blst_fp12_is_one(in blst_fp12 value);

    [LibraryImport(Library)]
    internal static partial nuint blst_pairing_sizeof();

    [LibraryImport(Library)]
    internal static partial void blst_pairing_init(
        Span<byte> context, byte hashOrEncode, ReadOnlySpan<byte> dst, nuint dstLength);

    [LibraryImport(Library)]
    internal static partial BLST_ERROR blst_pairing_chk_n_aggr_pk_in_g1(
        Span<byte> context, in blst_p1_affine key, nuint checkKey, in blst_p2_affine signature,
        nuint checkSignature, ReadOnlySpan<byte> message, nuint messageLength, nint aug, nuint augLength);

    [LibraryImport(Library, EntryPoint = "blst_pairing_chk_n_aggr_pk_in_g1")]
    internal static partial BLST_ERROR blst_pairing_chk_n_aggr_pk_in_g1_without_signature(
        Span<byte> context, in blst_p1_affine key, nuint checkKey, nint signature, nuint checkSignature,
        ReadOnlySpan<byte> message, nuint messageLength, nint aug, nuint augLength);

    [LibraryImport(Library)]
    internal static partial void blst_pairing_raw_aggregate(
        Span<byte> context, in blst_p2_affine q, in blst_p1_affine p);

    [LibraryImport(Library)]
    internal static partial void blst_pairing_commit(Span<byte> context);

    [LibraryImport(Library)]
    internal static partial byte blst_pairing_finalverify(Span<byte> context, nint signature);
}

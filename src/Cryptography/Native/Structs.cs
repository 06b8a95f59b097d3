using System.Runtime.CompilerServices;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace TrustlessPools.Cryptography.Native;

// The structures of blst.h, with its names. Their limbs are in Montgomery form and mean nothing outside blst.
// Their fields are filled and read by native code only.
#pragma warning disable SA1649, IDE1006, CA1823, IDE0044, IDE0051, CS0169

/// <summary><c>blst_scalar</c>: 32 bytes, little-endian.</summary>
[InlineArray(32)]
internal struct blst_scalar
{
    private byte _b;
}

/// <summary><c>blst_fr</c>: an element of the scalar field.</summary>
[InlineArray(4)]
internal struct blst_fr
{
    private ulong _l;
}

/// <summary><c>blst_p1_affine</c>: x and y of a point on E1; zero limbs are infinity.</summary>
[InlineArray(2 * 6)]
internal struct blst_p1_affine
{
    private ulong _l;
}

/// <summary><c>blst_p1</c>: Jacobian coordinates of a point on E1.</summary>
[InlineArray(3 * 6)]
internal struct blst_p1
{
    private ulong _l;
}

/// <summary><c>blst_p2_affine</c>: x and y of a point on E2; zero limbs are infinity.</summary>
[InlineArray(2 * 12)]
internal struct blst_p2_affine
{
    private ulong _l;
}

/// <summary><c>blst_p2</c>: Jacobian coordinates of a point on E2.</summary>
[InlineArray(3 * 12)]
internal struct blst_p2
{
    private ulong _l;
}

/// <summary><c>blst_fp12</c>: an element of the pairing's target field.</summary>
[InlineArray(12 * 6)]
internal struct blst_fp12
{
    private ulong _l;
}

/// <summary><c>BLST_ERROR</c>.</summary>
internal enum BLST_ERROR
{
    BLST_SUCCESS = 0,
    BLST_BAD_ENCODING,
    BLST_POINT_NOT_ON_CURVE,
    BLST_POINT_NOT_IN_GROUP,
    BLST_AGGR_TYPE_MISMATCH,
    BLST_VERIFY_FAIL,
    BLST_PK_IS_INFINITY,
    BLST_BAD_SCALAR,
}

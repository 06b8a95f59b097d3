namespace TrustlessPools.Cryptography.Bls;

/// <summary>Why bytes are no point to compute with.</summary>
public enum PointFlaw
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Not a canonical compressed encoding.</summary>
    Encoding,

    /// <summary>No point of the curve has this x.</summary>
    NotOnCurve,

    /// <summary>A point of the curve, but outside the group of prime order.</summary>
    NotInGroup,

    /// <summary>The point at infinity, which is no key, commitment or signature.</summary>
    Infinity,
}

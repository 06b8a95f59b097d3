using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>A part of what a row of blocks claims; parts may be verified side by side.</summary>
public sealed class ClaimBatch
{
    private readonly IReadOnlyList<IdentityClaim> _claims;
    private readonly IReadOnlyList<AggregateClaim> _aggregates;

    internal ClaimBatch(IReadOnlyList<IdentityClaim> claims, IReadOnlyList<AggregateClaim> aggregates)
    {
        _claims = claims;
        _aggregates = aggregates;
    }

    /// <summary>True when all signatures hold. A pure function: any thread may ask.</summary>
    public bool Holds() => IdentitySignature.VerifyAll(
        _claims, _aggregates, new Memo(2 * (_claims.Count + _aggregates.Count)));

    /// <summary>Tells a memo of the signatures, which hold.</summary>
    internal void Remember(Memo memo) => IdentitySignature.Remember(_claims, _aggregates, memo);
}

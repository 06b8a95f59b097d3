using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What a pool promises, and what its operator takes.</summary>
/// <param name="Pledge">What the operator declares to stake in the pool; if it is less, nobody earns.</param>
/// <param name="Cost">What the operator takes of the pool's reward first, in each reward epoch.</param>
/// <param name="Margin">The operator's part of the rest, in millionths, 0 to 1,000,000.</param>
public sealed record PoolTerms(Gwei Pledge, Gwei Cost, uint Margin)
{
    public static SszContainer<PoolTerms> Ssz { get; } = SszContainer.Of<PoolTerms>()
        .Field("pledge", SszTypes.Gwei, static x => x.Pledge)
        .Field("cost", SszTypes.Gwei, static x => x.Cost)
        .Field("margin", DelegationTypes.Millionths, static x => x.Margin)
        .Build(static v => new(v.Take<Gwei>(), v.Take<Gwei>(), v.Take<uint>()));

    /// <summary>m, 0..1.</summary>
    public Ratio MarginPart => new(Margin, Fund.MarginWhole);
}

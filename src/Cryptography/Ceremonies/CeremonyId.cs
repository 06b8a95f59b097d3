using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// Names one attempt of one ceremony, so that nothing said in it means anything in another.
/// </summary>
/// <param name="Network">The network's identity: the root of its genesis.</param>
/// <param name="Pool">Whose key.</param>
/// <param name="Term">For which term the committee was drawn.</param>
/// <param name="Replacement">0 for the term's draw, 1 and up for replacements within the term.</param>
/// <param name="Attempt">From 0.</param>
public sealed record CeremonyId(Hash32 Network, PoolId Pool, Term Term, uint Replacement, uint Attempt)
{
    public static SszContainer<CeremonyId> Ssz { get; } = SszContainer.Of<CeremonyId>()
        .Field("network", SszTypes.Hash32, static x => x.Network)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field("replacement", SszTypes.Uint32, static x => x.Replacement)
        .Field("attempt", SszTypes.Uint32, static x => x.Attempt)
        .Build(static v => new(
            v.Take<Hash32>(),
            v.Take<PoolId>(),
            v.Take<Term>(),
            (uint)v.Take<ulong>(),
            (uint)v.Take<ulong>()));

    public override string ToString() =>
        $"pool {Pool}, term {Term}" + (Replacement > 0 ? $", replacement {Replacement}" : string.Empty)
        + $", attempt {Attempt}";
}

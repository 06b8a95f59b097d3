using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// The lowest source epoch that a tenure may vote with, so that no vote of it surrounds one of its
/// predecessor.
/// </summary>
/// <remarks>
/// A predecessor's vote has a target below the boundary's epoch E, so a source of at most E - 2. A source of
/// at least E - 2 therefore surrounds none of them, and no report need be believed. When finality lags, that
/// would keep the new committee silent; then the highest source that enough old members report in the end is
/// a floor that is as safe, since among them is an honest signer of every vote that was made.
/// </remarks>
public static class SourceFloor
{
    /// <summary>
    /// The floor of the serving tenure; 0 where there is none, or where it has no predecessor.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="slotsPerEpoch">Of the beacon chain.</param>
    public static Epoch Of(PoolState pool, ulong slotsPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (!pool.Serving.TryGet(out Tenure? tenure)
            || !pool.Settling.TryGet(out SettlingState? settling)
            || !settling.Context.Old.TryGet(out PublicSharing? old))
        {
            return default;
        }

        Epoch floor = tenure.Boundary.EpochAt(slotsPerEpoch).MinusOrGenesis(2);
        if (settling.FinalReports.Count < HandOverQuorums.FencesNeeded(old))
        {
            return floor;
        }

        Epoch reported = settling.FinalReports.Select(static r => r.HighestSource).Max();
        return reported < floor ? reported : floor;
    }
}

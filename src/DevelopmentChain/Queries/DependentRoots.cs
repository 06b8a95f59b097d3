using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>
/// The blocks that duties follow from: while they stay, the duties stay (the Beacon API's
/// <c>dependent_root</c>).
/// </summary>
internal static class DependentRoots
{
    /// <summary>The last block before the epoch that comes before a duty's epoch.</summary>
    /// <param name="state">A state.</param>
    /// <param name="epoch">The duty's epoch, at most one after the state's.</param>
    /// <remarks>
    /// Since Fulu proposers are known as early as committees (EIP-7917), so this holds for both.
    /// </remarks>
    internal static Hash32 Of(BeaconState state, Epoch epoch) => Before(state, epoch.MinusOrGenesis(1));

    /// <summary>The last block before an epoch.</summary>
    /// <returns>The genesis block for the first epoch, the latest block for one that has not begun.</returns>
    internal static Hash32 Before(BeaconState state, Epoch epoch)
    {
        Slot start = state.Config.FirstSlot(epoch);
        var last = new Slot(Math.Max(start.Value, 1) - 1);
        return last >= state.Slot ? state.LatestBlockRoot : BlockRoots.GetBlockRootAtSlot(state, last);
    }
}

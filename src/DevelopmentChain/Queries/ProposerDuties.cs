using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>Who may propose in the slots of an epoch.</summary>
/// <remarks>
/// The slots of outside validators stay empty: this chain takes no blocks from outside.
/// </remarks>
public static class ProposerDuties
{
    /// <summary>Finds the proposers of an epoch (the Beacon API's <c>getProposerDutiesV2</c>).</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">The current or the next epoch (EIP-7917).</param>
    /// <param name="duties">Slot by slot.</param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(BeaconChain chain, Epoch epoch, out DutiesAnswer<ProposerDuty>? duties)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Epoch current = chain.State.CurrentEpoch;
        duties = null;
        if (epoch < current || epoch > current + 1)
        {
            return new EpochOutOfRange(epoch, PermittedFrom: current, PermittedUpTo: current + 1);
        }

        int perEpoch = (int)chain.Config.Preset.SlotsPerEpoch;
        int offset = epoch == current ? 0 : perEpoch;
        var found = new ProposerDuty[perEpoch];
        for (int i = 0; i < perEpoch; i++)
        {
            ValidatorIndex proposer = chain.State.ProposerLookahead[offset + i];
            found[i] = new(
                chain.State[proposer].PublicKey, proposer, chain.Config.FirstSlot(epoch) + (ulong)i);
        }

        duties = new(
            DependentRoots.Of(chain.State, epoch),
            ExecutionOptimistic: false,
            Sequence.Create<ProposerDuty>(found));
        return null;
    }

    /// <summary>As the other method, with the dependent root of <c>getProposerDuties</c>.</summary>
    /// <remarks>
    /// From before EIP-7917: the last block before the epoch itself, or the head when that is not there yet.
    /// </remarks>
    public static Refusal? TryGetV1(BeaconChain chain, Epoch epoch, out DutiesAnswer<ProposerDuty>? duties)
    {
        Refusal? refusal = TryGet(chain, epoch, out duties);
        duties = duties is null
            ? null
            : duties with { DependentRoot = DependentRoots.Before(chain.State, epoch) };
        return refusal;
    }
}

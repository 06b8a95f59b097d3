using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>Who may propose in a slot (the Beacon API's proposer duty).</summary>
public sealed record ProposerDuty(G1Bytes PublicKey, ValidatorIndex ValidatorIndex, Slot Slot);

/// <summary>The proposers of an epoch.</summary>
/// <param name="DependentRoot">While this block is in the chain, the duties stay as they are.</param>
/// <param name="Duties">Slot by slot.</param>
public sealed record ProposerDuties(Hash32 DependentRoot, Sequence<ProposerDuty> Duties)
{
    /// <summary>Finds the proposers of an epoch (the Beacon API's <c>getProposerDutiesV2</c>).</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">The current or the next epoch (EIP-7917).</param>
    /// <param name="duties">The duties.</param>
    /// <returns>Why there are none, or null.</returns>
    /// <remarks>The slots of outside validators stay empty: this chain takes no blocks from outside.</remarks>
    public static Refusal? TryGet(BeaconChain chain, Epoch epoch, out ProposerDuties? duties)
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
            found[i] = new(chain.State[proposer].PublicKey, proposer, chain.Config.FirstSlot(epoch) + (ulong)i);
        }

        duties = new(DependentRoots.Of(chain.State, epoch), Sequence.Create<ProposerDuty>(found));
        return null;
    }
}

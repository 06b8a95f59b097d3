using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>
/// Judges the votes of outside validators (consensus-specs <c>electra/p2p-interface.md</c>,
/// <c>beacon_attestation_{subnet_id}</c>, and <c>phase0/fork-choice.md#validate_on_attestation</c>).
/// </summary>
internal static class VoteIntake
{
    /// <summary>Takes a vote for the next block, or refuses it.</summary>
    /// <remarks>
    /// Whatever else is wrong with a vote, if its signature is valid the slasher has seen it: contradictions
    /// are found also between votes of which no block could include either.
    /// </remarks>
    internal static Outcome Apply(BeaconChain chain, SingleAttestation vote)
    {
        (ValidatorIndex voter, AttestationData data) = (vote.AttesterIndex, vote.Data);
        if (RefusalOfVoter(chain, voter) is Refusal unknown)
        {
            return new(chain, unknown, []);
        }

        Refusal? refusal = RefusalOf(chain, vote, out CommitteeAssignment place);
        bool isKnown = chain.Slasher.HasSeen(voter, data);
        Hash32 signingRoot = SigningRoot(chain.State, data);
        if (!chain.Surroundings.Verify(chain.State[voter].PublicKey, signingRoot, vote.Signature))
        {
            return new(chain, refusal ?? new BadSignature(voter, signingRoot), []);
        }

        // From here it must succeed: the vote is the voter's own.
        var events = new List<ChainEvent>();
        if (!isKnown)
        {
            Slasher slasher = chain.Slasher.Observe(voter, new(data, vote.Signature), out Offence? offence);
            events.AddRange(offence is null ? [] : [new OffenceFound(offence)]);
            chain = chain with { Slasher = slasher };
        }

        if (refusal is null)
        {
            EpochShuffling shuffling = chain.Shufflings.At(data.Target.Epoch)!;
            events.Add(new VoteAccepted(vote));
            chain = chain with { Pool = chain.Pool.Add(data, shuffling, place) };
        }

        return new(chain, refusal, events.ToSequence());
    }

    private static Hash32 SigningRoot(BeaconState state, AttestationData data) => state.Config.Forks
        .DomainAt(DomainType.BeaconAttester, data.Target.Epoch, state.GenesisValidatorsRoot)
        .SigningRoot(AttestationData.Ssz, data);

    /// <summary>Refuses votes that nobody outside can cast.</summary>
    private static Refusal? RefusalOfVoter(BeaconChain chain, ValidatorIndex voter)
    {
        if (!chain.State.Has(voter))
        {
            return new UnknownValidator(voter, PermittedBelow: new((ulong)chain.State.Validators.Count));
        }

        return chain.IsResident(voter) ? new ResidentValidator(voter) : null;
    }

    /// <summary>Everything but the signature, cheapest first.</summary>
    private static Refusal? RefusalOf(
        BeaconChain chain, SingleAttestation vote, out CommitteeAssignment place)
    {
        place = default;
        return RefusalOfTime(chain.State, vote.Data)
            ?? RefusalOfPlace(chain, vote, out place)
            ?? RefusalOfContent(chain, vote.Data);
    }

    private static Refusal? RefusalOfTime(BeaconState state, AttestationData data)
    {
        if (data.Index != 0)
        {
            return new NonZeroIndex(data.Index);
        }

        Epoch epoch = state.Config.EpochAt(data.Slot);
        if (data.Target.Epoch != epoch)
        {
            return new WrongTargetEpoch(Supplied: data.Target.Epoch, Permitted: epoch);
        }

        if (data.Slot > state.Slot)
        {
            return new TooEarly(Supplied: data.Slot, PermittedUpTo: state.Slot);
        }

        // Since Deneb (EIP-7045) votes of the whole previous epoch can be included.
        Slot first = state.Config.FirstSlot(state.PreviousEpoch);
        return data.Slot < first ? new TooLate(Supplied: data.Slot, PermittedFrom: first) : null;
    }

    private static Refusal? RefusalOfPlace(
        BeaconChain chain, SingleAttestation vote, out CommitteeAssignment place)
    {
        Epoch epoch = vote.Data.Target.Epoch;
        Validator validator = chain.State[vote.AttesterIndex];
        EpochShuffling? shuffling = chain.Shufflings.At(epoch);
        Invariant.Holds(
            shuffling is not null, "The committees of the previous and the current epoch are known.");
        if (!shuffling.TryGetAssignment(vote.AttesterIndex, out place))
        {
            return new InactiveValidator(
                vote.AttesterIndex,
                Supplied: epoch,
                PermittedFrom: validator.ActivationEpoch,
                PermittedBefore: validator.ExitEpoch);
        }

        if (validator.Slashed)
        {
            return new SlashedValidator(vote.AttesterIndex);
        }

        bool isThere = place.Slot == vote.Data.Slot && (ulong)place.CommitteeIndex == vote.CommitteeIndex;
        return isThere
            ? null
            : new NotInCommittee(
                vote.AttesterIndex,
                SuppliedSlot: vote.Data.Slot,
                vote.CommitteeIndex,
                PermittedSlot: place.Slot,
                (ulong)place.CommitteeIndex);
    }

    private static Refusal? RefusalOfContent(BeaconChain chain, AttestationData data)
    {
        if (chain.History.BlockByRoot(data.BeaconBlockRoot) is not BeaconBlock head)
        {
            return new UnknownHead(Supplied: data.BeaconBlockRoot, Latest: chain.State.LatestBlockRoot);
        }

        if (head.Header.Slot > data.Slot)
        {
            return new FutureHead(Supplied: head.Header.Slot, PermittedUpTo: data.Slot);
        }

        var target = new Checkpoint(data.Target.Epoch, CheckpointBlock(chain.State, head, data.Target.Epoch));
        if (data.Target != target)
        {
            return new WrongTarget(Supplied: data.Target, Permitted: target);
        }

        Checkpoint source = ProcessAttestation.RequiredSource(chain.State, data.Target.Epoch);
        return data.Source != source ? new WrongSource(Supplied: data.Source, Permitted: source) : null;
    }

    /// <summary>
    /// consensus-specs <c>get_checkpoint_block</c>: the block at an epoch's start, as seen from a head.
    /// </summary>
    private static Hash32 CheckpointBlock(BeaconState state, BeaconBlock head, Epoch epoch)
    {
        Slot start = state.Config.FirstSlot(epoch);
        return head.Header.Slot <= start ? head.Root : BlockRoots.GetBlockRootAtSlot(state, start);
    }
}

using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentNode.Http;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>What is asked of a state.</summary>
internal static class StateAnswers
{
    /// <summary>Finds the state that a path names.</summary>
    internal static bool TryFind(
        BeaconChain chain,
        Question question,
        [NotNullWhen(true)] out BeaconState? state,
        [NotNullWhen(false)] out BeaconError? error)
    {
        state = null;
        if (!question.TryGet("state_id", BlockId.TryParse, out BlockId id, out error))
        {
            return false;
        }

        state = Find(chain, id);
        error = state is null ? Errors.NotFound($"State not found: {id}") : null;
        return state is not null;
    }

    /// <summary>How the chain began.</summary>
    internal static Answer<Ethereum.BeaconApi.Genesis> Genesis(BeaconChain chain) => new(new(
        chain.State.GenesisTime, chain.State.GenesisValidatorsRoot, chain.Config.Forks.GenesisVersion));

    /// <summary>The fork.</summary>
    internal static Reply<Fork> Fork(BeaconState state) => new(state.Fork);

    /// <summary>What is justified and final.</summary>
    internal static Reply<FinalityCheckpoints> Finality(BeaconState state) => new(new FinalityCheckpoints(
        PreviousJustified: state.PreviousJustifiedCheckpoint,
        CurrentJustified: state.CurrentJustifiedCheckpoint,
        Finalized: state.FinalizedCheckpoint));

    /// <summary>The RANDAO mix of the query's epoch, or of the state's own.</summary>
    internal static Reply<Hash32> Mix(BeaconState state, Question question)
    {
        if (!question.TryGetOptional(
            "epoch", ParameterReaders.Epoch, out Optional<Epoch> asked, out BeaconError? error))
        {
            return new(error);
        }

        Epoch epoch = asked.TryGet(out Epoch given) ? given : state.CurrentEpoch;
        Refusal? refusal = Randao.TryGet(state, epoch, out Hash32 mix);
        return refusal is null ? new(mix) : new(Errors.Refused(refusal));
    }

    /// <summary>The committees of the query's epoch, or of the state's own, by slot and index.</summary>
    internal static Reply<Sequence<BeaconCommittee>> Committees(BeaconState state, Question question)
    {
        if (!question.TryGetOptional(
                "epoch", ParameterReaders.Epoch, out Optional<Epoch> asked, out BeaconError? error)
            || !question.TryGetOptional("slot", ParameterReaders.Slot, out Optional<Slot> atSlot, out error)
            || !question.TryGetOptional(
                "index", ParameterReaders.Number, out Optional<ulong> ofIndex, out error))
        {
            return new(error);
        }

        Epoch epoch = asked.TryGet(out Epoch given) ? given : state.CurrentEpoch;
        if (atSlot.TryGet(out Slot slot) && state.Config.EpochAt(slot) != epoch)
        {
            return new(Errors.BadRequest($"Slot {slot} is not of epoch {epoch}."));
        }

        Refusal? refusal = BeaconCommittees.TryGet(state, epoch, out Sequence<BeaconCommittee> committees);
        return refusal is not null
            ? new(Errors.Refused(refusal))
            : new(committees
                .Where(c => !atSlot.HasValue || c.Slot == slot)
                .Where(c => !ofIndex.TryGet(out ulong index) || c.Index == new CommitteeIndex(index))
                .ToSequence());
    }

    /// <summary>One validator.</summary>
    internal static Reply<RegisteredValidator> Validator(BeaconState state, Question question)
    {
        if (!question.TryGet(
            "validator_id", ValidatorId.TryParse, out ValidatorId id, out BeaconError? error))
        {
            return new(error);
        }

        RegisteredValidator? found = id.TryGetKey(out G1Bytes key) ? ValidatorEntries.Find(state, key)
            : id.TryGetIndex(out ValidatorIndex index) ? ValidatorEntries.Find(state, index)
            : null;
        return found is null ? new(Errors.NotFound($"Validator not found: {id}")) : new(found);
    }

    /// <summary>Validators by the query.</summary>
    internal static Reply<Sequence<RegisteredValidator>> Validators(BeaconState state, Question question)
    {
        var ids = new List<ValidatorId>();
        foreach (string text in question.All("id"))
        {
            if (!ValidatorId.TryParse(text, out ValidatorId id))
            {
                return new(Errors.BadRequest($"Invalid validator ID: '{text}'"));
            }

            ids.Add(id);
        }

        var statuses = new List<ValidatorStatus>();
        foreach (string text in question.All("status"))
        {
            if (!ValidatorStatuses.TryParseAny(text, out Sequence<ValidatorStatus> some))
            {
                return new(Errors.BadRequest($"Invalid validator status: '{text}'"));
            }

            statuses.AddRange(some);
        }

        return Validators(state, new ValidatorsFilter(ids.ToSequence(), statuses.ToSequence()));
    }

    /// <summary>Validators in the order of the registry; those that are unknown are left out.</summary>
    internal static Reply<Sequence<RegisteredValidator>> Validators(
        BeaconState state, ValidatorsFilter filter)
    {
        HashSet<ValidatorId> ids = [.. filter.Ids];
        return new(ValidatorEntries.Of(state)
            .Where(v => ids.Count == 0
                || ids.Contains(new(v.Index))
                || ids.Contains(new(v.Validator.PublicKey)))
            .Where(v => filter.Statuses.Count == 0 || filter.Statuses.Contains(v.Status))
            .ToSequence());
    }

    private static BeaconState? Find(BeaconChain chain, BlockId id)
    {
        if (id.TryGetRoot(out Hash32 root))
        {
            return chain.StateByRoot(root);
        }

        return id.TryGetSlot(out Slot slot) ? chain.StateAt(slot)
            : id == BlockId.Head ? chain.State
            : id == BlockId.Genesis ? chain.StateAt(new Slot(0))
            : id == BlockId.Finalized ? chain.StateOf(chain.State.FinalizedCheckpoint)
            : chain.StateOf(chain.State.CurrentJustifiedCheckpoint);
    }
}

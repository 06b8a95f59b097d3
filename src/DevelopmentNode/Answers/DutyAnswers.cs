using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentNode.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>Finds the proposers of an epoch, in one of the API's two versions.</summary>
internal delegate Refusal? ProposerQuery(
    BeaconChain chain, Epoch epoch, out DutiesAnswer<ProposerDuty>? duties);

/// <summary>What validators have to do, and what it brought.</summary>
internal static class DutyAnswers
{
    /// <summary>When and where validators vote.</summary>
    internal static Reply<DutiesAnswer<AttesterDuty>> Attesters(
        BeaconChain chain, Question question, Sequence<ValidatorIndex> validators)
    {
        if (!question.TryGet("epoch", ParameterReaders.Epoch, out Epoch epoch, out BeaconError? error))
        {
            return new(error);
        }

        Refusal? refusal = AttesterDuties.TryGet(
            chain, epoch, validators, out DutiesAnswer<AttesterDuty>? duties);
        return refusal is null ? new(duties!) : new(Errors.Refused(refusal));
    }

    /// <summary>Who proposes.</summary>
    internal static Reply<DutiesAnswer<ProposerDuty>> Proposers(
        BeaconChain chain, Question question, ProposerQuery query)
    {
        if (!question.TryGet("epoch", ParameterReaders.Epoch, out Epoch epoch, out BeaconError? error))
        {
            return new(error);
        }

        Refusal? refusal = query(chain, epoch, out DutiesAnswer<ProposerDuty>? duties);
        return refusal is null ? new(duties!) : new(Errors.Refused(refusal));
    }

    /// <summary>What to vote for.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="question">Names a slot, and a committee, which makes no difference since Electra.</param>
    internal static Reply<Answer<AttestationData>> Vote(BeaconChain chain, Question question)
    {
        if (!question.TryGet("slot", ParameterReaders.Slot, out Slot slot, out BeaconError? error)
            || !question.TryGet("committee_index", ParameterReaders.Number, out ulong committee, out error))
        {
            return new(error);
        }

        if (committee >= (ulong)chain.Config.Preset.MaxCommitteesPerSlot)
        {
            return new(Errors.BadRequest($"Invalid committee_index: '{committee}'"));
        }

        Refusal? refusal = VoteContent.TryGet(chain, slot, out AttestationData? data);
        return refusal is null ? new(new Answer<AttestationData>(data!)) : new(Errors.Refused(refusal));
    }

    /// <summary>Which validators' votes are in blocks.</summary>
    internal static Reply<Answer<Sequence<ValidatorLiveness>>> Live(
        BeaconChain chain, Question question, Sequence<ValidatorIndex> validators)
    {
        if (!question.TryGet("epoch", ParameterReaders.Epoch, out Epoch epoch, out BeaconError? error))
        {
            return new(error);
        }

        var found = new List<ValidatorLiveness>();
        foreach (ValidatorIndex validator in validators)
        {
            if (Liveness.TryGet(chain.State, epoch, validator, out bool isLive) is Refusal refusal)
            {
                return new(Errors.Refused(refusal));
            }

            found.Add(new(validator, isLive));
        }

        return new(new Answer<Sequence<ValidatorLiveness>>(found.ToSequence()));
    }

    /// <summary>
    /// What the votes of an epoch brought to some validators, or to all when none is named.
    /// </summary>
    internal static Reply<ChainAnswer<AttestationRewards>> Rewards(
        BeaconChain chain, Question question, Sequence<ValidatorId> validators)
    {
        if (!question.TryGet("epoch", ParameterReaders.Epoch, out Epoch epoch, out BeaconError? error))
        {
            return new(error);
        }

        if (VoteRewards.TryGet(chain, epoch, out AttestationRewards? rewards) is Refusal refusal)
        {
            return new(Errors.Refused(refusal));
        }

        HashSet<ValidatorId> asked = [.. validators];
        bool IsAsked(TotalReward reward) => asked.Count == 0
            || asked.Contains(new(reward.ValidatorIndex))
            || asked.Contains(new(chain.State.Validators[(int)reward.ValidatorIndex.Value].PublicKey));
        return new(new ChainAnswer<AttestationRewards>(
            ExecutionOptimistic: false,
            Finalized: chain.IsFinalized(chain.Config.FirstSlot(epoch + 2)),
            rewards! with { Total = rewards.Total.Where(IsAsked).ToSequence() }));
    }
}

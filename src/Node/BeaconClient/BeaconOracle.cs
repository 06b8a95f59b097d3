using System.Diagnostics;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;
using RegisteredStatus = TrustlessPools.Ethereum.BeaconApi.ValidatorStatus;
using ReportedStatus = TrustlessPools.PoolChain.Operations.ValidatorStatus;

namespace TrustlessPools.Node.BeaconClient;

/// <summary>Answers an operator's questions by asking its beacon nodes.</summary>
/// <param name="nodes">Whom to ask.</param>
/// <param name="rules">The network's, which the nodes' chain must fit.</param>
/// <param name="preset">The preset that the operator was started with.</param>
public sealed class BeaconOracle(BeaconNodes nodes, ChainRules rules, Ethereum.Preset preset)
{
    private ForkSchedule? _forks;

    /// <summary>Answers a question.</summary>
    /// <returns>Null for what has no answer.</returns>
    public async Task<BeaconAnswer?> AnswerAsync(BeaconQuestion question, CancellationToken cancel)
    {
        try
        {
            return question switch
            {
                BeaconQuestion.Identity => await IdentityAsync(cancel),
                BeaconQuestion.Validators asked =>
                    new BeaconAnswer.Validators(await KnownAsync(BlockId.Head, asked.Keys, cancel)),
                BeaconQuestion.Duties asked => await DutiesAsync(asked, cancel),
                BeaconQuestion.Attestation asked => new BeaconAnswer.Attestation(
                    (await nodes.SendAsync(BeaconRequests.AttestationData(asked.Slot), cancel)).Content),
                BeaconQuestion.Finality asked => await FinalityAsync(asked, cancel),
                BeaconQuestion.Submit submit => await SubmitAsync(submit, cancel),
                BeaconQuestion.Subscribe subscribe => await SubscribeAsync(subscribe, cancel),
                _ => throw new UnreachableException("There are no other questions."),
            };
        }
        catch (BeaconNodeException e)
        {
            return question is BeaconQuestion.Submit submit
                ? new BeaconAnswer.Submitted(submit.Pool, submit.Vote.Data.Slot, e.Message)
                : new BeaconAnswer.Failed(question, e.Message);
        }
    }

    private async Task<BeaconAnswer> IdentityAsync(CancellationToken cancel)
    {
        Genesis genesis = (await nodes.SendAsync(BeaconRequests.Genesis(), cancel)).Content;
        Spec spec = (await nodes.SendAsync(BeaconRequests.Spec(), cancel)).Content;
        if (!ChainParameters.TryRead(spec, out ChainParameters? parameters, out string? flaw))
        {
            return new BeaconAnswer.Failed(new BeaconQuestion.Identity(), flaw);
        }

        if (parameters.Preset != preset || parameters.SlotLength != rules.Clock.SlotLength)
        {
            return new BeaconAnswer.Failed(
                new BeaconQuestion.Identity(),
                $"the node's chain has the preset {parameters.Preset.Name} and slots of {parameters.SlotLength}, "
                + $"the network was made for {preset.Name} and {rules.Clock.SlotLength}");
        }

        _forks = parameters.Forks;
        return new BeaconAnswer.Identity(
            genesis.ValidatorsRoot, (ulong)(genesis.Time.UnixMilliseconds / 1000), parameters.Forks);
    }

    private async Task<BeaconAnswer> DutiesAsync(BeaconQuestion.Duties asked, CancellationToken cancel)
    {
        DutiesAnswer<AttesterDuty> answer =
            await nodes.SendAsync(BeaconRequests.AttesterDuties(asked.Epoch, asked.Indices), cancel);
        return new BeaconAnswer.Duties(asked.Epoch, answer.Duties);
    }

    private async Task<BeaconAnswer> FinalityAsync(BeaconQuestion.Finality asked, CancellationToken cancel)
    {
        Checkpoint finalized = await FinalizedAsync(cancel);
        BlockId state = await StateOfAsync(finalized, cancel);
        Sequence<KnownValidator> found = await KnownAsync(state, asked.Keys, cancel);
        Optional<DrawMix> mix = default;
        if (asked.MixEpoch.TryGet(out Epoch epoch) && epoch < finalized.Epoch)
        {
            Hash32 value = (await nodes.SendAsync(BeaconRequests.Randao(state, epoch), cancel)).Content;
            mix = new(new DrawMix(epoch, value));
        }

        // All must be of one state: finality may have moved on in between.
        return await FinalizedAsync(cancel) == finalized
            ? new BeaconAnswer.Finality(finalized.Epoch, finalized.Root, mix, found)
            : new BeaconAnswer.Failed(asked, "another checkpoint became final while the node was asked");
    }

    private async Task<Checkpoint> FinalizedAsync(CancellationToken cancel) =>
        (await nodes.SendAsync(BeaconRequests.FinalityCheckpoints(BlockId.Head), cancel)).Content.Finalized;

    /// <summary>
    /// The finalized state by its root, which means the same everywhere; some nodes know it by its name only.
    /// </summary>
    private async Task<BlockId> StateOfAsync(Checkpoint finalized, CancellationToken cancel)
    {
        if (finalized.Epoch.Value == 0)
        {
            return BlockId.Finalized;
        }

        BlockHeader header =
            (await nodes.SendAsync(BeaconRequests.Header(BlockId.Of(finalized.Root)), cancel)).Content;
        BlockId byRoot = BlockId.Of(header.Header.Message.StateRoot);
        try
        {
            await nodes.SendAsync(BeaconRequests.FinalityCheckpoints(byRoot), cancel);
            return byRoot;
        }
        catch (BeaconNodeException)
        {
            return BlockId.Finalized;
        }
    }

    private async Task<Sequence<KnownValidator>> KnownAsync(
        BlockId state, Sequence<G1Bytes> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        ChainAnswer<Sequence<RegisteredValidator>> answer = await nodes.SendAsync(
            BeaconRequests.Validators(state, keys.Map(static k => new ValidatorId(k))), cancel);
        return answer.Content
            .Where(v => keys.Contains(v.Validator.PublicKey))
            .Select(static v => new KnownValidator(
                v.Validator.PublicKey,
                v.Index,
                StatusOf(v.Status),
                v.Balance,
                v.Validator.WithdrawalCredentials.Value)
            {
                Withdrawable = v.Validator.WithdrawableEpoch,
            })
            .ToSequence();
    }

    private async Task<BeaconAnswer> SubmitAsync(BeaconQuestion.Submit submit, CancellationToken cancel)
    {
        Epoch epoch = submit.Vote.Data.Target.Epoch;
        ForkName fork = _forks?.At(epoch).Name ?? ForkName.Electra;
        await nodes.SendAsync(BeaconRequests.SubmitAttestations(fork, [submit.Vote]), cancel);
        return new BeaconAnswer.Submitted(submit.Pool, submit.Vote.Data.Slot, Error: null);
    }

    private async Task<BeaconAnswer?> SubscribeAsync(
        BeaconQuestion.Subscribe subscribe, CancellationToken cancel)
    {
        // Pools make no aggregates; their votes are collected by those who do.
        await nodes.SendAsync(
            BeaconRequests.SubscribeToCommittees(
                subscribe.Upcoming.Map(static d => CommitteeSubscription.For(d, isAggregator: false))),
            cancel);
        return null;
    }

    private static ReportedStatus StatusOf(RegisteredStatus status) => status switch
    {
        RegisteredStatus.PendingInitialized or RegisteredStatus.PendingQueued => ReportedStatus.Pending,
        RegisteredStatus.ActiveOngoing => ReportedStatus.Active,
        RegisteredStatus.ActiveExiting => ReportedStatus.Exiting,
        RegisteredStatus.ActiveSlashed or RegisteredStatus.ExitedSlashed => ReportedStatus.Slashed,
        RegisteredStatus.ExitedUnslashed => ReportedStatus.Exited,
        RegisteredStatus.WithdrawalPossible or RegisteredStatus.WithdrawalDone => ReportedStatus.Withdrawn,
        _ => throw new UnreachableException("There are no other statuses."),
    };
}

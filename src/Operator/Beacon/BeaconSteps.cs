using System.Collections.Immutable;
using System.Diagnostics;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Duties;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Beacon;

/// <summary>
/// Keeps what the operator knows of the beacon chain fresh: asks, takes answers, states what is final.
/// </summary>
internal static class BeaconSteps
{
    /// <summary>Asks for what is missing or stale. Called every tick and at every block.</summary>
    internal static void Attend(Turn turn)
    {
        if (turn.State.Beacon.Identity is null)
        {
            Ask(turn, new BeaconQuestion.Identity());
            return;
        }

        // Before the genesis nothing is final, but the first duties are known already and may be due at once.
        bool hasBegun = CurrentEpoch(turn).TryGet(out Epoch epoch);
        Forget(turn, epoch);
        AskForValidators(turn);
        AskForDuties(turn, epoch);
        if (hasBegun)
        {
            AskForDuties(turn, epoch + 1);
            AskForFinality(turn);
        }
    }

    /// <summary>Takes an answer.</summary>
    internal static void Take(Turn turn, BeaconAnswer answer)
    {
        switch (answer)
        {
            case BeaconAnswer.Identity identity:
                TakeIdentity(turn, identity);
                break;
            case BeaconAnswer.Validators validators:
                Update(turn, b => b with
                {
                    Validators = validators.Found.ToImmutableSortedDictionary(
                        static v => v.Key, static v => v),
                });
                Attend(turn);
                break;
            case BeaconAnswer.Duties duties:
                TakeDuties(turn, duties);
                break;
            case BeaconAnswer.Attestation attestation:
                Update(
                    turn, b => b with { Votes = b.Votes.SetItem(attestation.Vote.Slot, attestation.Vote) });
                DutySteps.Attend(turn);
                break;
            case BeaconAnswer.Finality finality:
                Update(turn, b => b with { Finality = finality });
                StateFinality(turn, finality);
                break;
            case BeaconAnswer.Submitted submitted:
                turn.Tell(
                    new OperatorEvent.AttestationTaken(submitted.Pool, submitted.Slot, submitted.Error));
                break;
            case BeaconAnswer.Failed failed:
                turn.Tell(new OperatorEvent.BeaconFailed(failed.Question.GetType().Name, failed.Error));
                break;
            default:
                throw new UnreachableException("There are no other answers.");
        }
    }

    /// <summary>The node has seen a block: duties of its slot need not wait any longer.</summary>
    internal static void TakeHead(Turn turn, Slot slot)
    {
        if (!turn.State.Beacon.HeadSlot.TryGet(out Slot known) || slot > known)
        {
            Update(turn, b => b with { HeadSlot = new(slot) });
            DutySteps.Attend(turn);
        }
    }

    /// <summary>Asks what there is to attest in a slot, unless that was asked a moment ago.</summary>
    internal static void AskForVote(Turn turn, Slot slot)
    {
        if (!turn.State.Beacon.Votes.ContainsKey(slot))
        {
            Ask(turn, new BeaconQuestion.Attestation(slot));
        }
    }

    /// <summary>Takes an attestation to the node.</summary>
    internal static void Submit(Turn turn, BeaconQuestion.Submit attestation) =>
        turn.Add(new OperatorEffect.Ask(attestation));

    private static void TakeIdentity(Turn turn, BeaconAnswer.Identity identity)
    {
        bool isOther = identity.GenesisTime != turn.Rules.Genesis.Parameters.BeaconGenesis
            || (turn.Chain.Beacon.GenesisValidatorsRoot.TryGet(out Hash32 pinned)
                && pinned != identity.GenesisValidatorsRoot);
        if (isOther)
        {
            turn.Tell(new OperatorEvent.BeaconFailed(
                nameof(BeaconQuestion.Identity),
                $"the node is of another chain: genesis {identity.GenesisTime}, {identity.GenesisValidatorsRoot}"));
            return;
        }

        Update(turn, b => b with { Identity = identity });
        Attend(turn);
    }

    private static void TakeDuties(Turn turn, BeaconAnswer.Duties duties)
    {
        ImmutableSortedDictionary<(Slot, G1Bytes), AttesterDuty> known = turn.State.Beacon.Duties;
        foreach (AttesterDuty duty in duties.Found)
        {
            known = known.SetItem((duty.Slot, duty.PublicKey), duty);
        }

        Update(turn, b => b with
        {
            Duties = known,
            DutiesAsked = b.DutiesAsked.SetItem(
                duties.Epoch, duties.Found.Select(static d => d.ValidatorIndex).Order().ToSequence()),
        });
        if (duties.Found.Count > 0)
        {
            turn.Add(new OperatorEffect.Ask(new BeaconQuestion.Subscribe(duties.Found)));
        }

        DutySteps.Attend(turn);
    }

    private static void AskForValidators(Turn turn)
    {
        Sequence<G1Bytes> keys = turn.Chain.Pools
            .Where(static p => p.GroupKey is not null).Select(static p => p.GroupKey!.Value).ToSequence();
        bool isIncomplete = keys.Any(k => turn.State.Beacon.Of(k) is not { Status: ValidatorStatus.Active });
        if (isIncomplete)
        {
            Ask(turn, new BeaconQuestion.Validators(keys));
        }
    }

    /// <summary>
    /// The validators of pools in whose committees this operator sits for some slot of the epoch.
    /// </summary>
    private static void AskForDuties(Turn turn, Epoch epoch)
    {
        ulong slots = turn.Rules.Genesis.Parameters.SlotsPerEpoch;
        Slot first = epoch.FirstSlot(slots);
        Sequence<ValidatorIndex> wanted = turn.Chain.Pools
            .Where(p => IsMember(turn, p, first) || IsMember(turn, p, first + (slots - 1)))
            .Select(p => turn.State.Beacon.Of(p.GroupKey!.Value))
            .Where(static v => v is { Status: ValidatorStatus.Active or ValidatorStatus.Exiting })
            .Select(static v => v!.Index)
            .Order()
            .ToSequence();
        bool isKnown = turn.State.Beacon.DutiesAsked.TryGetValue(epoch, out Sequence<ValidatorIndex> asked)
            && wanted.All(asked.Contains);
        if (wanted.Count > 0 && !isKnown)
        {
            Ask(turn, new BeaconQuestion.Duties(epoch, wanted));
        }
    }

    private static bool IsMember(Turn turn, PoolState pool, Slot slot) =>
        pool.TenureFor(slot).TryGet(out Tenure? tenure) && tenure.Sharing.ShareOf(turn.Self) is not null;

    private static void AskForFinality(Turn turn)
    {
        Optional<Epoch> mixEpoch = EpochReportRule.WantedMix(turn.Chain);
        Sequence<G1Bytes> keys = EpochReportRule.PoolsWithKey(turn.Chain)
            .Map(p => turn.Chain.PoolOf(p)!.GroupKey!.Value);
        Ask(turn, new BeaconQuestion.Finality(mixEpoch, keys));
    }

    private static void StateFinality(Turn turn, BeaconAnswer.Finality finality)
    {
        if (turn.State.Beacon.Identity is not { } identity)
        {
            return;
        }

        Sequence<PoolReport> reports = EpochReportRule.PoolsWithKey(turn.Chain).Map(id =>
        {
            PoolState pool = turn.Chain.PoolOf(id)!;
            return BeaconSight.ReportOf(
                id,
                pool.Definition.WithdrawalCredentials,
                finality.Found.FirstOrDefault(v => v.Key == pool.GroupKey));
        });
        Optional<Epoch> awaited = EpochReportRule.AwaitedMix(turn.Chain, finality.Checkpoint);
        bool isAwaited = finality.Mix.TryGet(out DrawMix? brought)
            && awaited == new Optional<Epoch>(brought.Epoch);
        Optional<DrawMix> mix = isAwaited ? finality.Mix : default;
        var statement = new EpochStatement(
            finality.Checkpoint, finality.Root, identity.GenesisValidatorsRoot, mix, reports);
        if (EpochReportRule.Check(turn.Chain, statement) is null)
        {
            StatementSteps.State(turn, statement);
        }
    }

    private static void Ask(Turn turn, BeaconQuestion question)
    {
        // A question is repeated when it has not been answered for half a slot.
        string key = question.ToString();
        if (turn.State.Beacon.LastAsked.TryGetValue(key, out Instant asked)
            && turn.Now < asked + turn.Settings.ResendInterval)
        {
            return;
        }

        Update(turn, b => b with { LastAsked = b.LastAsked.SetItem(key, turn.Now) });
        turn.Add(new OperatorEffect.Ask(question));
    }

    /// <summary>Drops what is two epochs old.</summary>
    private static void Forget(Turn turn, Epoch epoch)
    {
        Slot oldest = epoch.MinusOrGenesis(2).FirstSlot(turn.Rules.Genesis.Parameters.SlotsPerEpoch);
        Instant longAgo = turn.Now - (turn.Rules.Clock.SlotLength * 2);
        Update(turn, b => b with
        {
            Duties = b.Duties.RemoveRange(b.Duties.Keys.Where(k => k.Slot < oldest)),
            DutiesAsked = b.DutiesAsked.RemoveRange(b.DutiesAsked.Keys.Where(e => e + 2 < epoch)),
            Votes = b.Votes.RemoveRange(b.Votes.Keys.Where(s => s < oldest)),
            LastAsked = b.LastAsked.RemoveRange(
                b.LastAsked.Where(a => a.Value < longAgo).Select(static a => a.Key)),
        });
    }

    private static Optional<Epoch> CurrentEpoch(Turn turn) => turn.Rules.Clock.EpochAt(turn.Tick);

    private static void Update(Turn turn, Func<BeaconSight, BeaconSight> change) =>
        turn.State = turn.State with { Beacon = change(turn.State.Beacon) };
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.ThresholdSignatures;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>Signs this member's part, collects the others', and combines them.</summary>
internal static class PartialSteps
{
    /// <summary>Signs a decided vote, if slashing protection and the hand-over's bounds allow it.</summary>
    internal static void SignVote(Turn turn, DutyId id, AttestationData vote)
    {
        if (turn.State.Beacon.Identity is not { } beacon)
        {
            return;
        }

        Hash32 root = beacon.Forks.SigningRoot(vote, beacon.GenesisValidatorsRoot);
        Update(turn, id, d => d with { Vote = vote, SigningRoot = new(root) });
        if (DutySteps.TenureOf(turn, id) is null)
        {
            // The duty was begun before the chain told of the hand-over.
            turn.Tell(new OperatorEvent.SigningRefused(id.Pool, id.Slot, "the slot is another committee's"));
            return;
        }

        G1Bytes key = turn.State.Duties[id].Tenure.Sharing.GroupKey;
        SigningHistory history = turn.State.Histories.GetValueOrDefault(key) ?? SigningHistory.Empty;
        (Decision decision, SigningHistory next) =
            history.CheckAndRecord(vote, root, SigningBounds.For(turn, turn.State.Duties[id]));
        if (decision is Decision.NotSafe notSafe)
        {
            turn.Tell(new OperatorEvent.SigningRefused(id.Pool, id.Slot, notSafe.Reason.ToString()));
        }
        else
        {
            // Stored before the signature leaves, like every write.
            turn.Put(StoreKeys.History(key), SigningHistory.Ssz, next);
            turn.State = turn.State with { Histories = turn.State.Histories.SetItem(key, next) };
            Sign(turn, id, root);
        }

        Combine(turn, id);
    }

    /// <summary>Signs a root with this member's share and sends it to the committee.</summary>
    internal static void Sign(Turn turn, DutyId id, Hash32 root)
    {
        using SecretScalar? share = turn.State.Vault.ShareOf(id.Pool, id.Tenure);
        if (share is null)
        {
            turn.Tell(new OperatorEvent.SigningRefused(id.Pool, id.Slot, "this member has no share"));
            return;
        }

        G2Bytes signature = share.Sign(root.ToArray(), DomainSeparationTag.Signature).ToBytes();
        Update(
            turn, id, d => d with { Partials = d.Partials.SetItem(turn.Self, new Partial(root, signature)) });
        turn.Tell(new OperatorEvent.PartialSigned(id.Pool, id.Slot, root));
        turn.Broadcast(
            turn.State.Duties[id].Members, new PartialMessage(id, root, signature, IsAnswer: false));
    }

    /// <summary>A member sends its part.</summary>
    internal static void Take(Turn turn, OperatorId peer, PartialMessage message)
    {
        if (DutySteps.Admit(turn, peer, message.Duty) is not { } duty)
        {
            return;
        }

        DutySteps.Keep(turn, duty);

        if (duty.IsDone)
        {
            // The member still collects: perhaps this operator's part was lost on the way.
            if (!message.IsAnswer && duty.Partials.TryGetValue(turn.Self, out Partial? own))
            {
                turn.Send(peer, new PartialMessage(duty.Id, own.SigningRoot, own.Signature, IsAnswer: true));
            }

            // It is not needed any more, but the member was not absent.
            if (!duty.Partials.ContainsKey(peer))
            {
                Update(turn, duty.Id, d => d with
                {
                    Partials = d.Partials.Add(peer, new Partial(message.SigningRoot, message.Signature)),
                });
            }

            return;
        }

        // A member signs one root for a duty; its latest word counts, since an earlier one may have been
        // damaged.
        Update(turn, duty.Id, d => d with
        {
            Partials = d.Partials.SetItem(peer, new Partial(message.SigningRoot, message.Signature)),
        });
        Combine(turn, duty.Id);
    }

    /// <summary>Sends the own part again.</summary>
    internal static void Resend(Turn turn, DutyId id)
    {
        DutyState duty = turn.State.Duties[id];
        if (duty.Partials.TryGetValue(turn.Self, out Partial? own))
        {
            turn.Broadcast(
                duty.Members, new PartialMessage(id, own.SigningRoot, own.Signature, IsAnswer: false));
        }
    }

    /// <summary>Combines the parts when there are enough over what was decided.</summary>
    internal static void Combine(Turn turn, DutyId id)
    {
        DutyState duty = turn.State.Duties[id];
        if (duty.IsDone || !duty.SigningRoot.TryGet(out Hash32 root))
        {
            return;
        }

        KeyValuePair<OperatorId, G2Bytes>[] fitting =
        [
            .. duty.Partials.Where(p => p.Value.SigningRoot == root)
                .Select(static p => KeyValuePair.Create(p.Key, p.Value.Signature)),
        ];
        if (fitting.Length < duty.Tenure.Sharing.Threshold)
        {
            return;
        }

        Combination combination = turn.Rules.Memo.Recall(
            "combination", InputsOf(duty, root, fitting), () => ThresholdSignature.Combine(
                duty.Tenure.Sharing, root.ToArray(), DomainSeparationTag.Signature, fitting));
        foreach (OperatorId culprit in combination.Culprits)
        {
            turn.Tell(new OperatorEvent.BadPartial(id.Pool, culprit, id.Slot));
            Update(turn, id, d => d with { Partials = d.Partials.Remove(culprit) });
        }

        if (combination.Signature is { } signature)
        {
            Finish(turn, id, signature);
        }
    }

    private static void Finish(Turn turn, DutyId id, G2Bytes signature)
    {
        Update(turn, id, static d => d with { IsDone = true });
        if (id.Kind is DutyKind.Deposit)
        {
            DepositSteps.Finish(turn, id, signature);
            return;
        }

        DutyState duty = turn.State.Duties[id];
        AttesterDuty? known = turn.State.Beacon.DutyOf(id.Slot, duty.Tenure.Sharing.GroupKey);
        if (known is null || duty.Vote is null)
        {
            return;
        }

        var attestation = new SingleAttestation(
            known.CommitteeIndex.Value, known.ValidatorIndex, duty.Vote, signature);
        BeaconSteps.Submit(turn, new BeaconQuestion.Submit(id.Pool, attestation));
        turn.Tell(new OperatorEvent.AttestationSigned(
            id.Pool, id.Slot, turn.Now - turn.Rules.Clock.StartOf(id.Slot)));
    }

    private static Hash32 InputsOf(DutyState duty, Hash32 root, KeyValuePair<OperatorId, G2Bytes>[] partials)
    {
        var transcript = new Transcript("combination");
        transcript.Append(duty.Tenure.Attempt);
        transcript.Append(root);
        foreach ((OperatorId member, G2Bytes partial) in partials)
        {
            transcript.Append(BitConverter.GetBytes(member.Value));
            transcript.Append(partial.AsSpan());
        }

        return transcript.ToHash();
    }

    private static void Update(Turn turn, DutyId id, Func<DutyState, DutyState> change) => turn.State =
        turn.State with { Duties = turn.State.Duties.SetItem(id, change(turn.State.Duties[id])) };
}

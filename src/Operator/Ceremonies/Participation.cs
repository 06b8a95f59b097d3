using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>The highest source and target that an operator ever signed for a pool's validator.</summary>
public delegate Optional<AttestationWatermark> SignedVotes(PoolState pool);

/// <summary>
/// What an operator owes the ceremonies, as a function of the chain's state and its own secrets.
/// </summary>
/// <remarks>
/// Nothing need be remembered of what was sent: everything follows from the state and from seeds that are
/// stored before they are used, so that a restarted operator says the same again and never contradicts
/// itself. What is still offered from an earlier look, and would cost to make again, is offered on.
/// </remarks>
public static class Participation
{
    /// <summary>Tells what is due.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">The chain's head state.</param>
    /// <param name="self">The operator.</param>
    /// <param name="vault">Its secrets.</param>
    /// <param name="signedFor">The highest source and target that it ever signed for a pool.</param>
    /// <param name="offered">What it made before, at an earlier state, and still offers.</param>
    public static Dues Of(
        ChainRules rules,
        ChainState state,
        OperatorId self,
        Vault vault,
        SignedVotes signedFor,
        params IReadOnlyList<Operation> offered)
    {
        ArgumentNullException.ThrowIfNull(state);
        var dues = new DuesBuilder(offered);
        AddKeys(rules, state, self, vault, dues);
        foreach (PoolState pool in state.Pools)
        {
            if (pool.Ceremony.TryGet(out CeremonyState? ceremony))
            {
                AddAttempt(new(rules, pool, ceremony, self, vault, signedFor(pool)), dues);
            }

            if (pool.Settling.TryGet(out SettlingState? settling))
            {
                AddSettling(rules, state, pool, settling, self, vault, signedFor(pool), dues);
            }
        }

        return dues.Build();
    }

    private static void AddKeys(
        ChainRules rules, ChainState state, OperatorId self, Vault vault, DuesBuilder dues)
    {
        NextDraw draw = state.Draw;
        bool isWanted = !draw.Frozen.HasValue
            && draw.KeysOf(self) is null
            && state.OperatorOf(self) is { } entry
            && (!entry.Leaving.TryGet(out Term last) || last >= draw.Term);
        if (!isWanted || dues.PostAgain<PostKeys>(k => k.Term == draw.Term))
        {
            return;
        }

        SecretBytes?[] seeds = [.. Enumerable.Range(0, rules.Genesis.Parameters.Windows.KeysPerTerm)
            .Select(attempt => dues.Seed(vault, SecretName.EncryptionKey(draw.Term, attempt)))];
        if (!seeds.Contains(null))
        {
            dues.Post(new PostKeys(draw.Term, seeds.Select((seed, attempt) => EncryptionKey.From(
                PostKeys.ProofContext(rules.Network, self, draw.Term, attempt), seed!)).ToSequence()));
        }
    }

    private static void AddAttempt(Seat seat, DuesBuilder dues)
    {
        switch (seat.Ceremony.Step)
        {
            case CeremonyStep.Dealing:
                AddDealing(seat, dues);
                break;
            case CeremonyStep.Dispute:
                AddDispute(seat, dues);
                break;
            case CeremonyStep.Reveal:
                AddReveal(seat, dues);
                break;
            case CeremonyStep.Confirmation:
                AddConfirmation(seat, dues);
                break;
            case CeremonyStep.Fence:
                AddConfirmation(seat, dues);
                AddFence(seat, dues);
                break;
        }
    }

    private static void AddDealing(Seat seat, DuesBuilder dues)
    {
        CeremonyContext context = seat.Ceremony.Context;
        bool isWanted = context.Dealers.Contains(seat.Self)
            && seat.Ceremony.Dealings.All(d => d.Dealer != seat.Self);
        if (!isWanted || dues.PostAgain<PostDealing>(seat.IsOfAttempt))
        {
            return;
        }

        using SecretScalar? oldShare = context.IsHandOver
            ? seat.Vault.ShareOf(seat.PoolId, seat.Pool.Serving.Value.Attempt)
            : null;
        if (context.IsHandOver && oldShare is null)
        {
            return;
        }

        if (dues.Seed(seat.Vault, SecretName.Dealing(seat.PoolId, context.Root)) is { } seed)
        {
            dues.Post(
                new PostDealing(seat.PoolId, context.Root, Dealing.Make(context, seat.Self, seed, oldShare)));
        }
    }

    private static void AddDispute(Seat seat, DuesBuilder dues)
    {
        if (seat.Ceremony.Disputants.Contains(seat.Self)
            || dues.PostAgain<PostDispute>(seat.IsOfAttempt)
            || seat.KeySeed() is not { } keySeed)
        {
            return;
        }

        dues.Post(new PostDispute(
            seat.PoolId,
            seat.Ceremony.Context.Root,
            ComplaintsAbout(
                seat.Rules, seat.Ceremony.Context, seat.Ceremony.StandingDealings, seat.Self, keySeed)));
    }

    private static Sequence<Complaint> ComplaintsAbout(
        ChainRules rules,
        CeremonyContext context,
        IEnumerable<PostedDealing> posted,
        OperatorId self,
        SecretBytes keySeed)
    {
        CheckedDealing[] dealings = [.. posted.Select(d => CheckedDealings.Of(rules.Memo, context, d))];
        using SecretScalar secret = EncryptionKey.SecretFrom(keySeed);
        IReadOnlyList<OperatorId> culprits = ReceivedShares.FindCulprits(context, dealings, self, secret);
        return dealings
            .Where(d => culprits.Contains(d.Dealer))
            .Select(d => Complaint.Make(context, d, self, keySeed))
            .ToSequence();
    }

    private static void AddReveal(Seat seat, DuesBuilder dues)
    {
        if (seat.Ceremony.Revealed.Any(r => r.Member == seat.Self)
            || dues.PostAgain<PostReveal>(seat.IsOfAttempt)
            || seat.KeySeed() is not { } keySeed)
        {
            return;
        }

        using SecretScalar? share = seat.Share(dues, keySeed);
        if (share is not null)
        {
            RevealedShare revealed = RevealedShare.Make(seat.Ceremony.Context, share, keySeed);
            dues.Post(new PostReveal(seat.PoolId, seat.Ceremony.Context.Root, revealed));
        }
    }

    private static void AddConfirmation(Seat seat, DuesBuilder dues)
    {
        if (seat.Ceremony.Confirmed.Contains(seat.Self)
            || dues.PostAgain<PostConfirmation>(seat.IsOfAttempt)
            || seat.KeySeed() is not { } keySeed)
        {
            return;
        }

        using SecretScalar? share = seat.Share(dues, keySeed);
        if (share is not null)
        {
            dues.Post(new PostConfirmation(
                seat.PoolId, seat.Ceremony.Context.Root, Confirmation.Make(seat.Ceremony.Context, share)));
        }
    }

    private static void AddFence(Seat seat, DuesBuilder dues)
    {
        CeremonyContext context = seat.Ceremony.Context;
        bool isOldMember = context.Old.TryGet(out PublicSharing? old) && old.ShareOf(seat.Self) is not null;
        if (isOldMember && !seat.Ceremony.Fenced.Contains(seat.Self) && !seat.HasSignedPastBoundary())
        {
            dues.Fence(new(
                seat.PoolId, seat.Pool.Serving.Value.Attempt, context.Root, seat.Ceremony.Boundary));
            dues.Post(new PostFence(seat.PoolId, context.Root));
        }
    }

    private static void AddSettling(
        ChainRules rules,
        ChainState state,
        PoolState pool,
        SettlingState settling,
        OperatorId self,
        Vault vault,
        Optional<AttestationWatermark> signed,
        DuesBuilder dues)
    {
        CeremonyContext context = settling.Context;
        bool isOldMember = context.Old.TryGet(out PublicSharing? old) && old.ShareOf(self) is not null;
        Tick due =
            rules.Clock.TickOf(pool.Serving.Value.Boundary) + rules.Genesis.Parameters.Windows.ErasureGrace;
        if (isOldMember
            && state.Tick >= due
            && settling.FinalReports.All(r => r.Member != self))
        {
            // Votes that were held up have had the grace. The report is final: a vote signed after it could
            // be one that the successor's votes surround.
            Epoch highest = signed.TryGet(out AttestationWatermark? watermark) ? watermark.Source : default;
            dues.Fence(
                new(pool.Definition.Id, settling.Outgoing.Value.Attempt, context.Root, Boundary: default));
            dues.Post(new PostFinalReport(pool.Definition.Id, context.Root, highest));
        }

        SecretName keyName = SecretName.EncryptionKey(
            context.Id.Term, rules.Genesis.Parameters.Windows.KeyOf(context.Id));
        bool owesConfirmation = context.RecipientIndex(self) >= 0
            && !settling.Confirmed.Contains(self)
            && !dues.PostAgain<PostConfirmation>(c => c.Attempt == context.Root);
        if (owesConfirmation && vault.Find(keyName) is { } keySeed)
        {
            AddLateConfirmation(rules, pool, settling, self, vault, keySeed, dues);
        }
    }

    private static void AddLateConfirmation(
        ChainRules rules,
        PoolState pool,
        SettlingState settling,
        OperatorId self,
        Vault vault,
        SecretBytes keySeed,
        DuesBuilder dues)
    {
        CeremonyContext context = settling.Context;
        PoolId id = pool.Definition.Id;
        using SecretScalar? share = vault.ShareOf(id, context.Root)
            ?? Shares.Of(rules, context, settling.Dealings, self, keySeed);
        if (share is not null)
        {
            dues.Keep(vault, SecretName.Share(id, context.Root), share);
            dues.Post(new PostConfirmation(id, context.Root, Confirmation.Make(context, share)));
        }
        else if (!settling.Disputants.Contains(self))
        {
            dues.Post(new PostDispute(
                id, context.Root, ComplaintsAbout(rules, context, settling.Dealings, self, keySeed)));
        }
    }

    /// <summary>An operator's place in an attempt under way.</summary>
    private sealed record Seat(
        ChainRules Rules,
        PoolState Pool,
        CeremonyState Ceremony,
        OperatorId Self,
        Vault Vault,
        Optional<AttestationWatermark> Signed)
    {
        internal PoolId PoolId => Pool.Definition.Id;

        /// <summary>
        /// The seed of the operator's encryption key, if it is a recipient and still has it.
        /// </summary>
        internal SecretBytes? KeySeed()
        {
            CeremonyContext context = Ceremony.Context;
            return context.RecipientIndex(Self) < 0
                ? null
                : Vault.Find(SecretName.EncryptionKey(
                    context.Id.Term, Rules.Genesis.Parameters.Windows.KeyOf(context.Id)));
        }

        /// <summary>
        /// True for who heard of the attempt only after it had signed beyond: it has nothing left to promise.
        /// </summary>
        internal bool HasSignedPastBoundary() =>
            Signed.TryGet(out AttestationWatermark? signed)
            && signed.Target >= Ceremony.Boundary.EpochAt(Rules.Genesis.Parameters.SlotsPerEpoch);

        /// <summary>True for a message of the attempt.</summary>
        internal bool IsOfAttempt(CeremonyOperation operation) => operation.Attempt == Ceremony.Context.Root;

        /// <summary>
        /// The operator's new share, which is stored once it is made; null when a dealt part is wrong.
        /// </summary>
        internal SecretScalar? Share(DuesBuilder dues, SecretBytes keySeed)
        {
            SecretScalar? share = Vault.ShareOf(PoolId, Ceremony.Context.Root)
                ?? Shares.Of(Rules, Ceremony.Context, Ceremony.CountedDealings, Self, keySeed);
            if (share is not null)
            {
                dues.Keep(Vault, SecretName.Share(PoolId, Ceremony.Context.Root), share);
            }

            return share;
        }
    }
}

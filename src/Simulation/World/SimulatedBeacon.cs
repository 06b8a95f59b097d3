using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using Genesis = TrustlessPools.DevelopmentChain.Genesis;
using RegisteredStatus = TrustlessPools.Ethereum.BeaconApi.ValidatorStatus;
using ReportedStatus = TrustlessPools.PoolChain.Operations.ValidatorStatus;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// The beacon chain of a simulated world, and the beacon nodes through which operators see it.
/// </summary>
/// <remarks>It begins with the pools' keys in its genesis state, as soon as all pools have theirs.</remarks>
public sealed class SimulatedBeacon
{
    // Slashed stake comes free as on mainnet: a vector of slashings later, not a long delay after the exit.
    private static readonly ChainConfig Config = ChainConfig.Minimal with
    {
        SlotDuration = Duration.FromSeconds((long)ClusterSettings.SecondsPerSlot),
        Churn = ChurnParameters.Minimal with { MinValidatorWithdrawabilityDelay = 4 },
    };

    private readonly Hash32 _seed;
    private readonly int _residents;
    private readonly SignatureVerifier _verify;

    internal SimulatedBeacon(ClusterSettings settings, Memo memo)
    {
        _seed = Hash32.Sha256(BitConverter.GetBytes(settings.Seed));
        _residents = settings.Residents;
        _verify = (key, root, signature) => memo.Recall(
            "beacon signature",
            Hash32.Sha256([.. key.AsSpan(), .. root.ToArray(), .. signature.AsSpan()]),
            () => BlsVerification.Verify(key, root, signature));
    }

    /// <summary>The chain; null before its genesis state is known.</summary>
    public BeaconChain? Chain { get; private set; }

    /// <summary>The preset of the chain.</summary>
    public static Preset Preset => Config.Preset;

    /// <summary>GENESIS_FORK_VERSION.</summary>
    public static uint GenesisForkVersion => Config.Forks.GenesisVersion.BigEndian;

    /// <summary>Begins the chain with the pools' keys.</summary>
    internal void Begin(IEnumerable<(G1Bytes Key, Hash32 Credentials)> pools)
    {
        var validators = new List<GenesisValidator>(GenesisValidator.Residents(_residents));
        validators.AddRange(pools.Select(static p => new GenesisValidator(
            p.Key, new WithdrawalCredentials(p.Credentials), Gwei.ValidatorStake, IsResident: false)));
        var genesis = new Genesis(WorldClock.StartOfEpoch(0), _seed, validators.ToSequence());
        Chain = BeaconChain.Begin(Config, genesis, verify: _verify);
    }

    /// <summary>Lets the chain's time pass.</summary>
    internal void AdvanceTo(Instant now)
    {
        if (Chain is not null && now >= WorldClock.StartOfEpoch(0))
        {
            long slot = (now - WorldClock.StartOfEpoch(0)).Milliseconds / Config.SlotDuration.Milliseconds;
            Chain = Chain.AdvanceTo(new((ulong)slot)).Chain;
        }
    }

    /// <summary>Takes a deposit, as the deposit contract would.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public string? Deposit(DepositData deposit)
    {
        Invariant.Holds(Chain is not null, "The deposit contract is there from the genesis on.");
        Outcome outcome = Chain.Submit(deposit);
        Chain = outcome.Chain;
        return outcome.Refusal?.ToString();
    }

    /// <summary>Takes a vote from whoever brings it, as a beacon node would.</summary>
    /// <returns>Why it is refused, or null; its voter is held to it either way.</returns>
    public string? Submit(SingleAttestation vote)
    {
        Invariant.Holds(Chain is not null, "Nobody votes before the genesis.");
        Outcome outcome = Chain.Submit(vote);
        Chain = outcome.Chain;
        return outcome.Refusal?.ToString();
    }

    /// <summary>What a beacon node answers.</summary>
    internal BeaconAnswer? Answer(BeaconQuestion question)
    {
        if (Chain is not { } chain)
        {
            return question is BeaconQuestion.Submit or BeaconQuestion.Subscribe
                ? null
                : new BeaconAnswer.Failed(question, "no genesis yet");
        }

        return question switch
        {
            BeaconQuestion.Identity => new BeaconAnswer.Identity(
                chain.State.GenesisValidatorsRoot, WorldClock.BeaconGenesis, Config.Forks),
            BeaconQuestion.Validators validators =>
                new BeaconAnswer.Validators(Known(chain.State, validators.Keys)),
            BeaconQuestion.Duties duties => DutiesOf(chain, duties),
            BeaconQuestion.Attestation attestation =>
                VoteContent.TryGet(chain, attestation.Slot, out AttestationData? vote) is { } refusal
                    ? new BeaconAnswer.Failed(question, refusal.ToString())
                    : new BeaconAnswer.Attestation(vote!),
            BeaconQuestion.Finality finality => FinalityOf(chain, finality),
            BeaconQuestion.Submit submit => new BeaconAnswer.Submitted(
                submit.Pool, submit.Vote.Data.Slot, Submit(submit.Vote)),
            BeaconQuestion.Subscribe => null,
            _ => throw new System.Diagnostics.UnreachableException("There are no other questions."),
        };
    }

    private static BeaconAnswer DutiesOf(BeaconChain chain, BeaconQuestion.Duties question)
    {
        var refusal = AttesterDuties.TryGet(
            chain, question.Epoch, question.Indices, out DutiesAnswer<AttesterDuty>? duties);
        return refusal is not null
            ? new BeaconAnswer.Failed(question, refusal.ToString())
            : new BeaconAnswer.Duties(question.Epoch, duties!.Duties);
    }

    private static BeaconAnswer FinalityOf(BeaconChain chain, BeaconQuestion.Finality question)
    {
        Checkpoint finalized = chain.State.FinalizedCheckpoint;
        if (chain.StateOf(finalized) is not { } state)
        {
            return new BeaconAnswer.Failed(question, "the finalized state is not kept");
        }

        Optional<DrawMix> mix = question.MixEpoch.TryGet(out Epoch epoch)
            && epoch < finalized.Epoch
            && Randao.TryGet(state, epoch, out Hash32 value) is null
                ? new(new DrawMix(epoch, value))
                : default;
        return new BeaconAnswer.Finality(finalized.Epoch, finalized.Root, mix, Known(state, question.Keys));
    }

    private static Sequence<KnownValidator> Known(BeaconState state, Sequence<G1Bytes> keys) => keys
        .Select(k => ValidatorEntries.Find(state, k))
        .Where(static e => e is not null)
        .Select(static e => new KnownValidator(
            e!.Validator.PublicKey,
            e.Index,
            StatusOf(e.Status),
            e.Balance,
            e.Validator.WithdrawalCredentials.Value)
        {
            Withdrawable = e.Validator.WithdrawableEpoch,
        })
        .ToSequence();

    private static ReportedStatus StatusOf(RegisteredStatus status) => status switch
    {
        RegisteredStatus.PendingInitialized or RegisteredStatus.PendingQueued => ReportedStatus.Pending,
        RegisteredStatus.ActiveOngoing => ReportedStatus.Active,
        RegisteredStatus.ActiveExiting => ReportedStatus.Exiting,
        RegisteredStatus.ActiveSlashed or RegisteredStatus.ExitedSlashed => ReportedStatus.Slashed,
        RegisteredStatus.ExitedUnslashed => ReportedStatus.Exited,
        _ => ReportedStatus.Withdrawn,
    };
}

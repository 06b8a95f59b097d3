using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain;

/// <summary>A beacon chain that makes its own blocks, at one moment; immutable.</summary>
/// <remarks>
/// Everything that happens is a function from a chain to the next one: the same genesis and the same input,
/// in the same order, lead to the same roots. Spec: docs/spec/development-chain.md.
/// </remarks>
public sealed record BeaconChain
{
    private BeaconChain(BeaconState state, ChainSurroundings surroundings)
    {
        var block = new BeaconBlock(state.LatestBlockHeader, state.LatestBlockRoot, BeaconBlockBody.Empty);
        State = state;
        Surroundings = surroundings;
        Roots = StateRoots.Of(state);
        Shufflings = Shufflings.Of(state);
        History = ChainHistory.Of(state, block);
        DepositCount = (ulong)state.Validators.Count;
    }

    /// <summary>The state at the current slot.</summary>
    public BeaconState State { get; internal init; }

    /// <summary>The configuration.</summary>
    public ChainConfig Config => State.Config;

    /// <summary>The current slot.</summary>
    public Slot Slot => State.Slot;

    /// <summary>The number of deposits that wait for a block.</summary>
    public int WaitingDeposits => Deposits.Count;

    /// <summary>What stays the same for the chain's whole life.</summary>
    internal ChainSurroundings Surroundings { get; }

    /// <summary>The roots of the state after the latest block.</summary>
    internal StateRoots Roots { get; init; }

    /// <summary>The committees that the state knows.</summary>
    internal Shufflings Shufflings { get; init; }

    /// <summary>What happened.</summary>
    internal ChainHistory History { get; init; }

    /// <summary>The votes that wait for a block.</summary>
    internal AttestationPool Pool { get; init; } = AttestationPool.Empty;

    /// <summary>What watches the votes.</summary>
    internal Slasher Slasher { get; init; } = Slasher.Empty;

    /// <summary>The exits that wait for a block.</summary>
    internal Sequence<SignedVoluntaryExit> Exits { get; init; } = [];

    /// <summary>The deposits that wait for a block.</summary>
    internal Sequence<DepositRequest> Deposits { get; init; } = [];

    /// <summary>The number of deposits so far, those of the genesis included.</summary>
    internal ulong DepositCount { get; init; }

    /// <summary>Begins a chain, at slot 0.</summary>
    /// <param name="config">The rules.</param>
    /// <param name="genesis">The beginning. Somebody must be active.</param>
    /// <param name="plan">What the residents do; everything, unless told otherwise.</param>
    /// <param name="verify">Judges signatures; BLS verification, unless told otherwise.</param>
    public static BeaconChain Begin(
        ChainConfig config, Genesis genesis, ResidentPlan? plan = null, SignatureVerifier? verify = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(genesis);
        var surroundings = new ChainSurroundings(
            verify ?? BlsVerification.Verify,
            plan ?? ResidentPlan.Perfect,
            genesis.Seed,
            genesis.Validators.Map(static v => v.IsResident),
            BeaconBlockBody.SszFor(config.Preset));
        return ResidentVotes.Cast(new(GenesisState.Of(config, genesis), surroundings));
    }

    /// <summary>
    /// Lets time pass up to a slot, in whose beginning its block is made and its residents vote.
    /// </summary>
    /// <param name="slot">The current slot or a later one.</param>
    public Outcome AdvanceTo(Slot slot)
    {
        Invariant.Holds(slot >= Slot, "Time goes forward.");
        BeaconChain chain = this;
        var events = new List<ChainEvent>();
        while (chain.Slot < slot)
        {
            chain = NextSlot.Apply(chain, events);
        }

        return new(chain, Refusal: null, events.ToSequence());
    }

    /// <summary>Takes the vote of an outside validator, or refuses it.</summary>
    public Outcome Submit(SingleAttestation vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return VoteIntake.Apply(this, vote);
    }

    /// <summary>Takes a deposit for the next block, or refuses it.</summary>
    /// <remarks>
    /// Its signature is judged only when its turn comes, as on Ethereum: an invalid one is lost.
    /// </remarks>
    public Outcome Submit(DepositData deposit)
    {
        ArgumentNullException.ThrowIfNull(deposit);
        return OperationIntake.Apply(this, deposit);
    }

    /// <summary>Takes the wish of a validator to leave for the next block, or refuses it.</summary>
    public Outcome Submit(SignedVoluntaryExit exit)
    {
        ArgumentNullException.ThrowIfNull(exit);
        return OperationIntake.Apply(this, exit);
    }

    /// <summary>True when the validator lives inside the chain.</summary>
    internal bool IsResident(ValidatorIndex validator) =>
        validator.Value < (ulong)Surroundings.Residents.Count && Surroundings.Residents[(int)validator.Value];
}

/// <summary>What a chain is given once, at its beginning.</summary>
/// <param name="Verify">Judges signatures.</param>
/// <param name="Plan">What the residents do.</param>
/// <param name="Seed">Decides the randomness.</param>
/// <param name="Residents">Who lives inside, by index; whoever joins later does not.</param>
/// <param name="BodySchema">The schema of blocks under the preset.</param>
internal sealed record ChainSurroundings(
    SignatureVerifier Verify,
    ResidentPlan Plan,
    Hash32 Seed,
    Sequence<bool> Residents,
    SszContainer<BeaconBlockBody> BodySchema);

/// <summary>What became of an input.</summary>
/// <param name="Chain">The chain after it.</param>
/// <param name="Refusal">Why it was refused; null when it was taken.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record Outcome(BeaconChain Chain, Refusal? Refusal, Sequence<ChainEvent> Events);

using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Replay;

/// <summary>
/// A recorded chain under this chain's transition: what it gives must be what was recorded.
/// </summary>
/// <remarks>
/// The very code that the chain lives by, with blocks from outside. Proposers, committees, RANDAO mixes,
/// participation, rewards and checkpoints are computed; only what a block did by rules that are left out is
/// taken as given. Signatures are not verified: a recording is of a client that has verified them.
/// </remarks>
public sealed record ChainReplay
{
    private ChainReplay(BeaconState state)
    {
        State = state;
        Shufflings = Shufflings.Of(state);
    }

    /// <summary>The state at the current slot.</summary>
    public BeaconState State { get; private init; }

    /// <summary>The committees that the state knows.</summary>
    internal Shufflings Shufflings { get; private init; }

    /// <summary>The committees of the current epoch.</summary>
    public Sequence<BeaconCommittee> Committees => BeaconCommittees.Of(State.Config, Shufflings.Current);

    /// <summary>Begins at slot 0.</summary>
    public static ChainReplay Begin(ChainConfig config, RecordedGenesis genesis)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(genesis);
        return new(GenesisState.Of(
            config, genesis.Time, genesis.RandaoMix, genesis.Validators, genesis.Balances, genesis.Header));
    }

    /// <summary>Lets time pass without a block.</summary>
    /// <param name="slot">A later slot.</param>
    public ChainReplay AdvanceTo(Slot slot)
    {
        BeaconState state = ProcessSlots.Apply(State, slot, BlsVerification.Verify);
        return this with { State = state, Shufflings = Shufflings.Follow(state) };
    }

    /// <summary>Applies the block of the current slot.</summary>
    public ChainReplay Apply(RecordedBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var body =
            new BeaconBlockBody(block.RandaoReveal, block.AttesterSlashings, block.Attestations, [], []);
        Hash32 mix = ProcessBlock.MixIn(State, Hash32.Sha256(block.RandaoReveal.AsSpan()));
        BeaconState state = ProcessBlock.Apply(State, new(block.Header, mix, body), Shufflings);
        Gwei[] balances = [.. state.Balances];
        foreach (BalanceChange given in block.LeftOut.AsSpan())
        {
            ref Gwei balance = ref balances[(int)given.Validator.Value];
            balance = new((ulong)Math.Max(0, (long)balance.Value + given.Change.Value));
        }

        return this with
        {
            State = state with
            {
                Balances = Sequence.Create<Gwei>(balances),
                LatestBlockRoot = BeaconBlockHeader.Ssz.HashTreeRoot(block.Header),
            },
        };
    }
}

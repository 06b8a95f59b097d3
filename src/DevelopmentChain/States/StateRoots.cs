using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// A state's hash tree root, with what is needed to compute the next state's without starting again.
/// </summary>
/// <remarks>
/// The container has the fields of <see cref="BeaconState"/> under the specification's names, types and
/// limits, each in the place that it has in the specification's; what the state leaves out has a zero root. A
/// field that is the very same object as before keeps its root, which most are from block to block.
/// </remarks>
internal sealed class StateRoots
{
    private static readonly Field[] Fields =
    [
        Small("genesis_time", static s => (ulong)(s.GenesisTime.UnixMilliseconds / 1000), SszTypes.Uint64),
        Small("genesis_validators_root", static s => s.GenesisValidatorsRoot, SszTypes.Hash32),
        Small("slot", static s => s.Slot, SszTypes.Slot),
        Small("fork", static s => s.Fork, Fork.Ssz),
        Small("latest_block_header", HeaderWithoutStateRoot, BeaconBlockHeader.Ssz),
        Small("block_roots", static s => s.BlockRoots.Root, SszTypes.Hash32),
        new("validators", static (a, b) => a.Validators.AsSpan() == b.Validators.AsSpan(), RootOfValidators),
        List("balances", static s => s.Balances, static v => v.Value),
        Small("randao_mixes", static s => s.RandaoMixes.Root, SszTypes.Hash32),
        new("slashings", static (a, b) => a.Slashings.AsSpan() == b.Slashings.AsSpan(), RootOfSlashings),
        Flags("previous_epoch_participation", static s => s.PreviousEpochParticipation),
        Flags("current_epoch_participation", static s => s.CurrentEpochParticipation),
        Small("justification_bits", static s => (ulong)s.JustificationBits.Value, SszTypes.Uint8),
        Small("previous_justified_checkpoint", static s => s.PreviousJustifiedCheckpoint, Checkpoint.Ssz),
        Small("current_justified_checkpoint", static s => s.CurrentJustifiedCheckpoint, Checkpoint.Ssz),
        Small("finalized_checkpoint", static s => s.FinalizedCheckpoint, Checkpoint.Ssz),
        List("inactivity_scores", static s => s.InactivityScores, static v => v.Value),
        Small("deposit_balance_to_consume", static s => s.DepositBalanceToConsume, SszTypes.Gwei),
        Small("exit_balance_to_consume", static s => s.ExitBalanceToConsume, SszTypes.Gwei),
        Small("earliest_exit_epoch", static s => s.EarliestExitEpoch, SszTypes.Epoch),
        new(
            "pending_deposits",
            static (a, b) => a.PendingDeposits.AsSpan() == b.PendingDeposits.AsSpan(),
            static (s, _) => RootOfList(
                s.PendingDeposits, PendingDeposit.Ssz, SpecConstants.PendingDepositsLimit)),
        new(
            "proposer_lookahead",
            static (a, b) => a.ProposerLookahead.AsSpan() == b.ProposerLookahead.AsSpan(),
            RootOfProposerLookahead),
    ];

    private readonly BeaconState _state;
    private readonly Hash32[] _roots;
    private readonly Hash32[] _validatorRoots;

    private StateRoots(BeaconState state, StateRoots? earlier)
    {
        _state = state;
        _validatorRoots = RootsOfValidators(state, earlier);
        _roots = new Hash32[BeaconStateTree.FieldCount];
        foreach (Field field in Fields)
        {
            bool isSame = earlier is not null && field.IsSame(earlier._state, state);
            _roots[field.Position] = isSame ? earlier!._roots[field.Position] : field.RootOf(state, this);
        }

        Root = Merkle.Root(_roots, (ulong)_roots.Length);
    }

    /// <summary>The specification's <c>hash_tree_root(state)</c>, as far as there are fields.</summary>
    internal Hash32 Root { get; }

    /// <summary>The roots of all the specification's fields, in their order.</summary>
    internal Sequence<Hash32> FieldRoots => Sequence.Create<Hash32>(_roots);

    /// <summary>Computes all of a state's root.</summary>
    internal static StateRoots Of(BeaconState state) => new(state, earlier: null);

    /// <summary>
    /// Computes the root of a state that came from this one; the result is that of <see cref="Of"/>.
    /// </summary>
    internal StateRoots Follow(BeaconState state) => new(state, earlier: this);

    /// <summary>The root of a registry (the specification's <c>genesis_validators_root</c>).</summary>
    internal static Hash32 OfRegistry(Sequence<Validator> validators) =>
        RootOfList(validators, Validator.Ssz, SpecConstants.ValidatorRegistryLimit);

    /// <summary>
    /// Writes this root into the header of the latest block of its state, and names the block.
    /// </summary>
    internal BeaconState CompleteHeader(BeaconState state)
    {
        BeaconBlockHeader header = state.LatestBlockHeader with { StateRoot = Root };
        return state with
        {
            LatestBlockHeader = header,
            LatestBlockRoot = BeaconBlockHeader.Ssz.HashTreeRoot(header),
        };
    }

    private static BeaconBlockHeader HeaderWithoutStateRoot(BeaconState state) =>
        state.LatestBlockHeader with { StateRoot = default };

    private static Field Small<T>(string name, Func<BeaconState, T> get, SszType<T> type)
        where T : notnull => new(
            name,
            (a, b) => EqualityComparer<T>.Default.Equals(get(a), get(b)),
            (s, _) => type.HashTreeRoot(get(s)));

    private static Field List<T>(
        string name, Func<BeaconState, Sequence<T>> get, Func<T, ulong> number) => new(
        name,
        (a, b) => get(a).AsSpan() == get(b).AsSpan(),
        (s, _) => RootOfNumbers(get(s), number));

    private static Field Flags(string name, Func<BeaconState, Sequence<ParticipationFlags>> get) => new(
        name,
        (a, b) => get(a).AsSpan() == get(b).AsSpan(),
        (s, _) => RootOfFlags(get(s)));

    private static Hash32 RootOfNumbers<T>(Sequence<T> values, Func<T, ulong> number) => Merkle.MixIn(
        Merkle.Root(
            Pack(values, number), SpecConstants.ValidatorRegistryLimit * sizeof(ulong) / Merkle.ChunkSize),
        (ulong)values.Count);

    private static Hash32 RootOfFlags(Sequence<ParticipationFlags> flags)
    {
        var chunks = new byte[WholeChunks(flags.Count)];
        MemoryMarshal.AsBytes(flags.AsSpan()).CopyTo(chunks);
        return Merkle.MixIn(
            Merkle.Root(chunks, SpecConstants.ValidatorRegistryLimit / Merkle.ChunkSize), (ulong)flags.Count);
    }

    private static Hash32 RootOfSlashings(BeaconState state, StateRoots roots)
    {
        byte[] chunks = Pack(state.Slashings, static amount => amount.Value);
        return Merkle.Root(chunks, (ulong)(chunks.Length / Merkle.ChunkSize));
    }

    private static Hash32 RootOfProposerLookahead(BeaconState state, StateRoots roots)
    {
        byte[] chunks = Pack(state.ProposerLookahead, static index => index.Value);
        return Merkle.Root(chunks, (ulong)(chunks.Length / Merkle.ChunkSize));
    }

    private static Hash32 RootOfValidators(BeaconState state, StateRoots roots) => Merkle.MixIn(
        Merkle.Root(roots._validatorRoots, SpecConstants.ValidatorRegistryLimit),
        (ulong)roots._validatorRoots.Length);

    private static Hash32[] RootsOfValidators(BeaconState state, StateRoots? earlier)
    {
        if (earlier is not null && earlier._state.Validators.AsSpan() == state.Validators.AsSpan())
        {
            return earlier._validatorRoots;
        }

        var roots = new Hash32[state.Validators.Count];
        for (int i = 0; i < roots.Length; i++)
        {
            bool isSame = earlier is not null
                && i < earlier._validatorRoots.Length
                && ReferenceEquals(earlier._state.Validators[i], state.Validators[i]);
            roots[i] = isSame ? earlier!._validatorRoots[i] : Validator.Ssz.HashTreeRoot(state.Validators[i]);
        }

        return roots;
    }

    private static Hash32 RootOfList<T>(Sequence<T> items, SszType<T> type, ulong limit)
        where T : notnull
    {
        var roots = new Hash32[items.Count];
        for (int i = 0; i < roots.Length; i++)
        {
            roots[i] = type.HashTreeRoot(items[i]);
        }

        return Merkle.MixIn(Merkle.Root(roots, limit), (ulong)roots.Length);
    }

    private static byte[] Pack<T>(Sequence<T> values, Func<T, ulong> number)
    {
        var chunks = new byte[WholeChunks(values.Count * sizeof(ulong))];
        for (int i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(chunks.AsSpan(i * sizeof(ulong)), number(values[i]));
        }

        return chunks;
    }

    private static int WholeChunks(int bytes) =>
        (bytes + Merkle.ChunkSize - 1) / Merkle.ChunkSize * Merkle.ChunkSize;

    /// <summary>A field of the container.</summary>
    /// <param name="Name">The specification's.</param>
    /// <param name="IsSame">True when two states surely have the same value; comparing must be cheap.</param>
    /// <param name="RootOf">Computes the root of the field of a state.</param>
    private sealed record Field(
        string Name,
        Func<BeaconState, BeaconState, bool> IsSame,
        Func<BeaconState, StateRoots, Hash32> RootOf)
    {
        /// <summary>How many of the specification's fields are before it.</summary>
        internal int Position { get; } = BeaconStateTree.PositionOf(Name);
    }
}

using System.Buffers.Binary;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>
/// Makes the block of a resident proposer (consensus-specs <c>phase0/validator.md#block-proposal</c>).
/// </summary>
internal static class BlockProduction
{
    /// <summary>
    /// Makes the block of the current slot from all that waits for one, and makes it the head.
    /// </summary>
    /// <param name="chain">The chain at a slot without block.</param>
    /// <param name="events">What happens is added to it.</param>
    /// <param name="block">The block.</param>
    internal static BeaconChain Apply(BeaconChain chain, List<ChainEvent> events, out BeaconBlock block)
    {
        BeaconState state = chain.State;
        Slasher slasher = chain.Slasher.Take(state, out Sequence<Offence> offences);
        AttestationPool pool =
            chain.Pool.Take(state, chain.Shufflings, out Sequence<Attestation> attestations);
        (Sequence<SignedVoluntaryExit> exits, Sequence<SignedVoluntaryExit> laterExits) = TakeExits(chain);
        int deposits = Math.Min(chain.Deposits.Count, SpecConstants.MaxDepositRequests);
        var body = new BeaconBlockBody(
            RevealOf(chain.Surroundings.Seed, state.Slot),
            offences.Map(static o => o.Proof),
            attestations,
            exits,
            Sequence.Create(chain.Deposits.AsSpan()[..deposits]));

        var header = new BeaconBlockHeader(
            state.Slot,
            state.ProposerIndex,
            ParentRoot: state.LatestBlockRoot,
            StateRoot: default,
            BodyRoot: chain.Surroundings.BodySchema.HashTreeRoot(body));
        Hash32 mix = ProcessBlock.MixIn(state, Hash32.Sha256(body.RandaoReveal.AsSpan()));
        state = ProcessBlock.Apply(state, new(header, mix, body), chain.Shufflings);
        StateRoots roots = chain.Roots.Follow(state);
        state = roots.CompleteHeader(state);
        block = new(state.LatestBlockHeader, state.LatestBlockRoot, body);
        events.Add(HeadEvent(chain, state));
        events.AddRange(offences.Select(o => new ValidatorSlashed(o.Validator, chain.Slot)));
        return chain with
        {
            State = state,
            Roots = roots,
            Pool = pool,
            Slasher = slasher,
            Exits = laterExits,
            Deposits = Sequence.Create(chain.Deposits.AsSpan()[deposits..]),
        };
    }

    /// <summary>
    /// The exits that are valid still, as many as a block takes, and those that wait for the next one.
    /// </summary>
    private static (Sequence<SignedVoluntaryExit> Included, Sequence<SignedVoluntaryExit> Left) TakeExits(
        BeaconChain chain)
    {
        SignedVoluntaryExit[] valid =
        [
            .. chain.Exits.Where(e => chain.State[e.Message.ValidatorIndex].ExitEpoch == Epoch.FarFuture),
        ];
        int count = Math.Min(valid.Length, SpecConstants.MaxVoluntaryExits);
        return (
            Included: Sequence.Create<SignedVoluntaryExit>(valid.AsSpan(0, count)),
            Left: Sequence.Create<SignedVoluntaryExit>(valid.AsSpan(count)));
    }

    /// <summary>
    /// What a resident reveals: as random as a signature, and the same in every run of the seed.
    /// </summary>
    private static G2Bytes RevealOf(Hash32 seed, Slot slot)
    {
        Span<byte> input = stackalloc byte[Hash32.Size + sizeof(ulong) + 1];
        seed.CopyTo(input);
        BinaryPrimitives.WriteUInt64LittleEndian(input[Hash32.Size..], slot.Value);
        var reveal = new byte[G2Bytes.Size];
        for (byte part = 0; part < G2Bytes.Size / Hash32.Size; part++)
        {
            input[^1] = part;
            Hash32.Sha256(input).CopyTo(reveal.AsSpan(part * Hash32.Size));
        }

        return new(new ByteString(reveal));
    }

    private static HeadChanged HeadEvent(BeaconChain before, BeaconState state) => new(
        state.Slot,
        state.LatestBlockRoot,
        state.LatestBlockHeader.StateRoot,
        IsEpochTransition: before.Config.EpochAt(before.State.LatestBlockHeader.Slot) < state.CurrentEpoch,
        PreviousDutyDependentRoot: DependentRoots.Of(state, state.CurrentEpoch),
        CurrentDutyDependentRoot: DependentRoots.Of(state, state.CurrentEpoch + 1));
}

using System.Buffers.Binary;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>Who may propose (electra: Predicates; fulu: Misc).</summary>
internal static class ProposerSelection
{
    private const ulong MaxRandomValue = ushort.MaxValue;
    private const int ValuesPerHash = Hash32.Size / sizeof(ushort);

    /// <summary>
    /// consensus-specs <c>get_beacon_proposer_indices</c>: an epoch's proposers, slot by slot.
    /// </summary>
    internal static Sequence<ValidatorIndex> GetBeaconProposerIndices(BeaconState state, Epoch epoch)
    {
        Sequence<ValidatorIndex> active = ActiveBalances.GetActiveValidatorIndices(state, epoch);
        Hash32 seed = Randomness.GetSeed(state, epoch, DomainType.BeaconProposer);
        var proposers = new ValidatorIndex[state.Config.Preset.SlotsPerEpoch];
        for (int i = 0; i < proposers.Length; i++)
        {
            Slot slot = state.Config.FirstSlot(epoch) + (ulong)i;
            proposers[i] = ComputeProposerIndex(state, active, HashOf(seed, slot.Value));
        }

        return Sequence.Create<ValidatorIndex>(proposers);
    }

    /// <summary>
    /// consensus-specs <c>compute_proposer_index</c>: a random index, sampled by effective balance.
    /// </summary>
    internal static ValidatorIndex ComputeProposerIndex(
        BeaconState state, Sequence<ValidatorIndex> indices, Hash32 seed)
    {
        Invariant.Holds(indices.Count > 0, "Somebody is active, so that somebody can propose.");
        ValidatorIndex[] shuffled = [.. indices];
        SwapOrNot.Shuffle(shuffled.AsSpan(), seed, state.Config.Preset.ShuffleRoundCount);
        Span<byte> random = stackalloc byte[Hash32.Size];
        for (ulong i = 0; ; i++)
        {
            if (i % ValuesPerHash == 0)
            {
                HashOf(seed, i / ValuesPerHash).CopyTo(random);
            }

            ValidatorIndex candidate = shuffled[(int)(i % (ulong)shuffled.Length)];
            ulong value = BinaryPrimitives.ReadUInt16LittleEndian(
                random[((int)(i % ValuesPerHash) * sizeof(ushort))..]);
            ulong balance = state[candidate].EffectiveBalance.Value;
            if (balance * MaxRandomValue >= EffectiveBalances.Max.Value * value)
            {
                return candidate;
            }
        }
    }

    private static Hash32 HashOf(Hash32 seed, ulong number)
    {
        Span<byte> input = stackalloc byte[Hash32.Size + sizeof(ulong)];
        seed.CopyTo(input);
        BinaryPrimitives.WriteUInt64LittleEndian(input[Hash32.Size..], number);
        return Hash32.Sha256(input);
    }
}

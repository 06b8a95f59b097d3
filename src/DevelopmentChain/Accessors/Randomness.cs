using System.Buffers.Binary;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>What committees and proposers are drawn from (phase0: Beacon state accessors).</summary>
internal static class Randomness
{
    /// <summary>consensus-specs <c>get_randao_mix</c>.</summary>
    internal static Hash32 GetRandaoMix(BeaconState state, Epoch epoch) =>
        state.RandaoMixes[epoch.Value % state.Config.Preset.EpochsPerHistoricalVector];

    /// <summary>consensus-specs <c>get_seed</c>.</summary>
    internal static Hash32 GetSeed(BeaconState state, Epoch epoch, DomainType domain)
    {
        // The vector's length is added to avoid an underflow in the first epochs.
        Epoch drawn =
            epoch + (state.Config.Preset.EpochsPerHistoricalVector - SpecConstants.MinSeedLookahead - 1);
        Span<byte> input = stackalloc byte[sizeof(uint) + sizeof(ulong) + Hash32.Size];
        BinaryPrimitives.WriteUInt32BigEndian(input, (uint)domain);
        BinaryPrimitives.WriteUInt64LittleEndian(input[sizeof(uint)..], epoch.Value);
        GetRandaoMix(state, drawn).CopyTo(input[(sizeof(uint) + sizeof(ulong))..]);
        return Hash32.Sha256(input);
    }
}

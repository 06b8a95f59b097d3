using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>What a network needs to know of its beacon chain, once and for all.</summary>
/// <param name="GenesisTime">When slot 0 begins, in whole seconds.</param>
/// <param name="SlotLength">In whole seconds.</param>
/// <param name="SlotsPerEpoch">SLOTS_PER_EPOCH.</param>
/// <param name="GenesisForkVersion">GENESIS_FORK_VERSION; deposits are signed for it.</param>
/// <param name="GenesisValidatorsRoot">None where the network is formed before the chain.</param>
/// <param name="Seed">A value that nobody could choose; draws the first committees.</param>
public sealed record BeaconFacts(
    Instant GenesisTime,
    Duration SlotLength,
    ulong SlotsPerEpoch,
    ForkVersion GenesisForkVersion,
    Optional<Hash32> GenesisValidatorsRoot,
    Hash32 Seed)
{
    /// <summary>Asks a beacon node; the seed is the RANDAO mix of its latest finalized epoch.</summary>
    /// <exception cref="BeaconNodeException">It does not answer.</exception>
    /// <exception cref="ConfigurationException">Its chain is none on which operators can work.</exception>
    public static async Task<BeaconFacts> ReadAsync(BeaconNodeConnection node, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(node);
        Genesis genesis = (await node.SendAsync(BeaconRequests.Genesis(), cancel)).Content;
        Spec spec = (await node.SendAsync(BeaconRequests.Spec(), cancel)).Content;
        if (!ChainParameters.TryRead(spec, out ChainParameters? parameters, out string? flaw))
        {
            throw new ConfigurationException(new("UnknownChain", flaw, "a chain whose rules are known here"));
        }

        FinalityCheckpoints finality =
            (await node.SendAsync(BeaconRequests.FinalityCheckpoints(BlockId.Head), cancel)).Content;
        Epoch epoch = finality.Finalized.Epoch;
        Hash32 mix = (await node.SendAsync(BeaconRequests.Randao(BlockId.Finalized, epoch), cancel)).Content;
        return new(
            genesis.Time,
            parameters.SlotLength,
            parameters.Preset.SlotsPerEpoch,
            genesis.ForkVersion,
            new(genesis.ValidatorsRoot),
            mix);
    }
}

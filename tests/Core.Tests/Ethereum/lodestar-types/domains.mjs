// Writes a line of JSON for each network of the preset that Lodestar knows: its configuration as the Beacon
// API has it, and signing domains around every fork.
// Usage: node domains.mjs > networks
import {chainConfigToJson, createBeaconConfig} from '@lodestar/config';
import {genesisData, networksChainConfig} from '@lodestar/config/networks';
import * as params from '@lodestar/params';

const hex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;
const types = Object.entries(params).filter(([name]) => name.startsWith('DOMAIN_'));

for (const [network, chainConfig] of Object.entries(networksChainConfig)) {
  // A process has one preset.
  if (chainConfig.PRESET_BASE !== params.ACTIVE_PRESET) {
    continue;
  }

  const {genesisValidatorsRoot} = genesisData[network];
  const config = createBeaconConfig(chainConfig, Buffer.from(genesisValidatorsRoot.slice(2), 'hex'));
  const epochs = config.forksAscendingEpochOrder
    .filter((fork) => Number.isFinite(fork.epoch))
    .flatMap((fork) => [fork.epoch - 1, fork.epoch, fork.epoch + 1])
    .filter((epoch) => epoch >= 0);
  const domains = epochs.flatMap((epoch) => types.map(([name, type]) => ({
    name,
    type: hex(type),
    epoch: String(epoch),
    domain: hex(config.getDomain(epoch * params.SLOTS_PER_EPOCH, type)),
  })));
  const exits = epochs.flatMap((current) => [current, Math.max(current - 1, 0)].map((epoch) => ({
    epoch: String(epoch),
    current: String(current),
    domain: hex(
      config.getDomainForVoluntaryExit(current * params.SLOTS_PER_EPOCH, epoch * params.SLOTS_PER_EPOCH)
    ),
  })));
  console.log(JSON.stringify({
    network,
    genesisValidatorsRoot,
    spec: chainConfigToJson(chainConfig),
    domains,
    exits,
  }));
}

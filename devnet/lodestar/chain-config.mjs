// The chain configuration of the run: the preset's, with the settings over it.
import { settings } from "./run.mjs";
import { chainConfigToJson, createChainForkConfig } from "@lodestar/config";
import { mainnetChainConfig, minimalChainConfig } from "@lodestar/config/configs";

const FORKS = ["altair", "bellatrix", "capella", "deneb", "electra", "fulu", "gloas", "heze"];

/**
 * Every fork up to genesisFork is active from epoch 0; laterForks gives others an epoch; the rest never come.
 */
function forkEpochs() {
  const last = FORKS.indexOf(settings.genesisFork);
  const epoch = (fork, i) => (i <= last ? 0 : (settings.laterForks[fork] ?? Infinity));
  return Object.fromEntries(FORKS.map((fork, i) => [`${fork.toUpperCase()}_FORK_EPOCH`, epoch(fork, i)]));
}

export const chainConfig = {
  ...(settings.preset === "minimal" ? minimalChainConfig : mainnetChainConfig),
  SECONDS_PER_SLOT: settings.slotMs / 1000,
  SLOT_DURATION_MS: settings.slotMs,
  MIN_GENESIS_ACTIVE_VALIDATOR_COUNT: 1,
  TERMINAL_TOTAL_DIFFICULTY: 0n,
  SHARD_COMMITTEE_PERIOD: 4, // a validator may exit soon after genesis
  DEPOSIT_CHAIN_ID: 1337,
  DEPOSIT_NETWORK_ID: 1337,
  BLOB_SCHEDULE: [], // the public networks' entries do not apply here
  ...forkEpochs(),
  ...settings.params,
};

export const config = createChainForkConfig(chainConfig);

/** The configuration as the file that `lodestar --paramsFile` reads. */
export function chainConfigYaml() {
  const lines = Object.entries(chainConfigToJson(chainConfig))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? JSON.stringify(value) : `"${value}"`}`);
  return `${lines.join("\n")}\n`;
}

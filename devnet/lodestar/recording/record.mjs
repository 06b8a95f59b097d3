// node recording/record.mjs <settings.json> <run folder> <epochs> <out.json>
//
// Runs a devnet from genesis through so many epochs, observes it over the Beacon API, and writes one file
// that a beacon chain of one's own can replay and be compared with. Rewards are asked for while the node
// still has the states that they are computed from, which is hardly an epoch.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { BeaconApi } from "../beacon-api.mjs";

const ASK_AT = 0.9; // of the slot: its block is known, and the state before the next epoch is still the head
const here = (name) => path.join(import.meta.dirname, name);
const until = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - Date.now())));

class Devnet {
  constructor(settingsFile, runFolder) {
    const args = [here("../devnet.mjs"), settingsFile, runFolder];
    this.process = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.process.stdin.on("error", () => {});
    this.ready = new Promise((resolve, reject) => {
      readline.createInterface({ input: this.process.stdout }).on("line", (line) => {
        console.error(line);
        const event = JSON.parse(line);
        if (event.event === "ready") resolve(event);
        if (event.event === "error") reject(Error(event.message));
      });
    });
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    this.process.stdin.end();
    await once(this.process, "exit");
  }
}

/** What the node says about a slot, or null when it has no block. The block goes into a file of its own. */
async function observeSlot(api, slot, folder) {
  const block = await api.getSsz(`/eth/v2/beacon/blocks/${slot}`);
  if (block === null) return null;
  fs.writeFileSync(path.join(folder, `block-${slot}.ssz`), block.bytes);
  const [proposer, sync] = await Promise.all([
    api.get(`/eth/v1/beacon/rewards/blocks/${slot}`),
    api.post(`/eth/v1/beacon/rewards/sync_committee/${slot}`, []),
  ]);
  return { version: block.version, proposerRewards: proposer.data, syncCommitteeRewards: sync.data };
}

async function observeEpochStart(api, epoch) {
  const [committees, proposers] = await Promise.all([
    api.get(`/eth/v1/beacon/states/head/committees?epoch=${epoch}`),
    api.get(`/eth/v1/validator/duties/proposer/${epoch}`),
  ]);
  return { committees: committees.data, proposers: proposers.data };
}

/**
 * The rewards for the votes of an epoch, asked for in the last slot of the next; null when that slot is
 * empty.
 */
async function observeRewards(api, epoch) {
  try {
    return (await api.post(`/eth/v1/beacon/rewards/attestations/${epoch}`, [])).data;
  } catch (e) {
    if (e.status !== 500) throw e;
    console.error(`no attestation rewards of epoch ${epoch}: ${e.message}`);
    return null;
  }
}

async function observe(ready, epochs, folder) {
  const api = new BeaconApi(ready.apiUrl);
  const { data: spec } = await api.get("/eth/v1/config/spec");
  const slotsPerEpoch = Number(spec.SLOTS_PER_EPOCH);
  const slotMs = Number(spec.SECONDS_PER_SLOT) * 1000;
  const observed = { client: ready.version, spec, slots: [], epochs: [], rewards: [] };
  for (let slot = 0; slot < epochs * slotsPerEpoch; slot++) {
    await until(ready.genesisTime * 1000 + (slot + ASK_AT) * slotMs);
    const epoch = Math.floor(slot / slotsPerEpoch);
    if (slot > 0) observed.slots[slot] = await observeSlot(api, slot, folder);
    if (slot % slotsPerEpoch === 0) observed.epochs[epoch] = await observeEpochStart(api, epoch);
    if ((slot + 1) % slotsPerEpoch === 0 && epoch > 0)
      observed.rewards[epoch - 1] = await observeRewards(api, epoch - 1);
  }
  fs.writeFileSync(path.join(folder, "observed.json"), JSON.stringify(observed));
}

async function compose(runFolder, out) {
  const args = [here("compose.mjs"), runFolder, out];
  const [code] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
  if (code !== 0) throw Error(`compose.mjs ended (${code})`);
}

const [settingsFile, runFolder, epochs, out] = process.argv.slice(2);
if (out === undefined) {
  console.error("usage: node recording/record.mjs <settings.json> <run folder> <epochs> <out.json>");
  process.exit(2);
}
const folder = path.join(runFolder, "observed");
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const devnet = new Devnet(settingsFile, runFolder);
for (const signal of ["SIGTERM", "SIGINT"])
  process.on(signal, () => devnet.stop().then(() => process.exit(1)));
try {
  await observe(await devnet.ready, Number(epochs), folder);
} finally {
  await devnet.stop();
}
await compose(runFolder, out);

// node validators/client.mjs <run folder> [Beacon API URL]   runs the interop validators of a devnet
//
// A validator client that speaks only the Beacon API: it attests, aggregates, proposes and serves in sync
// committees for the keys that are not under test, at the times of the specification, and misbehaves as the
// setting `misbehaviours` plans. It keeps no slashing protection: it never signs again for a slot.
//
// It writes a line of JSON for each epoch to standard output, and its log to standard error.
import { settings } from "../run.mjs";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import { BeaconApi } from "../beacon-api.mjs";
import { config } from "../chain-config.mjs";
import { Attesting } from "./attesting.mjs";
import { Duties, epochOf } from "./duties.mjs";
import { MisbehaviourPlan } from "./misbehaviour.mjs";
import { Proposing } from "./proposing.mjs";
import { Signer } from "./signer.mjs";
import { SyncCommittee } from "./sync-committee.mjs";

const { slotMs } = settings;
const PREPARE_MS = 200; // before the slot, so that duties are at hand when it starts
const url = process.argv[3] ?? `http://127.0.0.1:${settings.restPort}`;
const genesisMs = settings.genesisTime * 1000;

const log = (...words) => console.error(new Date().toISOString().slice(11, 23), ...words);
const until = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - Date.now())));

const api = new BeaconApi(url);
const plan = new MisbehaviourPlan(settings.misbehaviours);
const { data: genesis } = await api.get("/eth/v1/beacon/genesis");
const interop = Array.from({ length: settings.interopValidators }, (_, i) => i);
const signer = new Signer(config, genesis.genesis_validators_root, interop);
const duties = new Duties(api, signer);
const attesting = new Attesting(api, signer, plan);
const proposing = new Proposing(api, signer, plan);
const syncCommittee = new SyncCommittee(api, signer, plan);

const none = () => ({ blocks: 0, attestations: 0, aggregates: 0, errors: 0 });
let count = none();

/** The action's result; an error is counted and logged, and gives undefined: one missed duty ends nothing. */
async function attempt(what, action) {
  try {
    return await action();
  } catch (e) {
    count.errors++;
    log(`${what}: ${e.message}`);
    return undefined;
  }
}

async function proposeIn(slot, { validator_index: index }) {
  if (!proposing.intends(index, slot)) return log(`slot ${slot}: no block by ${index}, as planned`);
  await attempt(`slot ${slot} block by ${index}`, async () => {
    const block = await proposing.propose(slot, index);
    count.blocks++;
    log(`slot ${slot} block by ${index} with ${block.body.attestations.length} attestation(s)`);
  });
}

async function publishLate(vote) {
  await until(genesisMs + (Number(vote.duty.slot) + vote.slotsLate) * slotMs + (2 * slotMs) / 3);
  await attempt(`late attestation by ${vote.duty.validator_index}`, async () => {
    await attesting.publishLate(vote);
    count.attestations++;
  });
}

async function attestIn(slot, attester, syncing) {
  const start = genesisMs + slot * slotMs;
  await until(start + slotMs / 3);
  const [votes, signed] = await Promise.all([
    attempt(`slot ${slot} attestations`, () => attesting.attest(slot, attester)),
    attempt(`slot ${slot} sync committee`, () => syncCommittee.sign(slot, syncing)),
  ]);
  const inTime = (votes ?? []).filter((vote) => vote.slotsLate === 0);
  count.attestations += inTime.length;
  for (const vote of votes ?? []) if (vote.slotsLate > 0) void publishLate(vote);
  await until(start + (2 * slotMs) / 3);
  const [aggregates] = await Promise.all([
    attempt(`slot ${slot} aggregates`, () => attesting.aggregate(slot, inTime)),
    signed && attempt(`slot ${slot} contributions`, () => syncCommittee.contribute(slot, signed)),
  ]);
  count.aggregates += aggregates ?? 0;
}

async function serve(slot) {
  const epoch = epochOf(slot);
  await until(genesisMs + slot * slotMs - PREPARE_MS);
  const now = await attempt(`duties of epoch ${epoch}`, () => duties.ofEpoch(epoch));
  if (slot % SLOTS_PER_EPOCH >= SLOTS_PER_EPOCH / 2) {
    void attempt(`duties of epoch ${epoch + 1}`, () => duties.ofEpoch(epoch + 1));
  }
  if (!now) return;
  await until(genesisMs + slot * slotMs);
  const inSlot = (duty) => Number(duty.slot) === slot;
  const proposers = slot === 0 ? [] : now.proposing.filter(inSlot); // the block of slot 0 is genesis
  for (const duty of proposers) void proposeIn(slot, duty);
  // A sync committee message is for the next slot's block, so its committee serves.
  const next = await attempt(`duties of slot ${slot + 1}`, () => duties.ofEpoch(epochOf(slot + 1)));
  void attestIn(slot, now.attesting.filter(inSlot), next?.syncing ?? []).then(() => {
    if ((slot + 1) % SLOTS_PER_EPOCH === 0) {
      console.log(JSON.stringify({ event: "duties", epoch, ...count }));
      count = none();
    }
  });
}

const first = Math.max(0, Math.floor((Date.now() - genesisMs) / slotMs) + 1);
log(`${interop.length} validators from slot ${first}`);
for (let slot = first; ; slot++) await serve(slot);

// node recording/check.mjs <recording.json>   checks that a recording is complete and agrees with itself
//
// Replays the recording by the specification's rules from what it holds and nothing else, verifies its
// signatures, and compares every recorded root, mix, committee, participation flag, balance and checkpoint,
// and what the rewards endpoint answered.
import fs from "node:fs";
import { PublicKey, Signature, fastAggregateVerify, verify } from "@chainsafe/blst";
import { DOMAIN_BEACON_ATTESTER, DOMAIN_RANDAO } from "@lodestar/params";
import { computeDomain, computeSigningRoot } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { fromHex, toHex } from "../bytes.mjs";
import { endpointRewards } from "./endpoint-rewards.mjs";
import { Replay } from "./replay.mjs";
import { committeesOf, seedOf, sha256 } from "./shuffling.mjs";

const recording = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const replay = new Replay(recording);
const count = { compared: 0, attestations: 0 };
const slotsPerEpoch = replay.c.SLOTS_PER_EPOCH;
const pubkeys = recording.validators.map((v) => PublicKey.fromHex(v.pubkey));
const mixes = [fromHex(recording.genesis.randao_mix)]; // by epoch + 1, as the one before epoch 0 is genesis's
const committees = (slot) =>
  recording.epochs[Math.floor(slot / slotsPerEpoch)].committees[slot % slotsPerEpoch];

function equal(what, actual, expected) {
  count.compared++;
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw Error(`${what}: ${a} by the rules, ${b} recorded`);
}

function signingRoot(type, value, domainType) {
  const { genesis } = recording;
  const root = fromHex(genesis.genesis_validators_root);
  return computeSigningRoot(
    type,
    value,
    computeDomain(domainType, fromHex(genesis.fork.current_version), root),
  );
}

function checkCommittees({ epoch, committees: recorded }) {
  const { c } = replay;
  const mix = mixes[Math.max(0, epoch - c.MIN_SEED_LOOKAHEAD)];
  const sizes = {
    slotsPerEpoch,
    maxCommittees: c.MAX_COMMITTEES_PER_SLOT,
    targetSize: c.TARGET_COMMITTEE_SIZE,
    rounds: c.SHUFFLE_ROUND_COUNT,
  };
  const seed = seedOf(mix, epoch, DOMAIN_BEACON_ATTESTER);
  equal(`committees of epoch ${epoch}`, committeesOf(replay.active(epoch), seed, sizes), recorded);
}

function checkRoots({ slot, proposer_index, block }, parent) {
  equal(`parent of slot ${slot}`, parent, block.parent_root);
  const [parentRoot, stateRoot, bodyRoot] = [block.parent_root, block.state_root, block.body_root].map(
    fromHex,
  );
  const header = { slot, proposerIndex: proposer_index, parentRoot, stateRoot, bodyRoot };
  equal(`root of slot ${slot}`, toHex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(header)), block.root);
}

function checkSignatures({ slot, proposer_index, block }) {
  const epoch = replay.epochOf(slot);
  const reveal = Signature.fromHex(block.randao_reveal);
  const isRevealed = verify(signingRoot(ssz.Epoch, epoch, DOMAIN_RANDAO), pubkeys[proposer_index], reveal);
  equal(`RANDAO reveal of slot ${slot}`, isRevealed, true);
  for (const attestation of block.attestations) {
    const type = ssz.phase0.AttestationData;
    const root = signingRoot(type, type.fromJson(attestation.data), DOMAIN_BEACON_ATTESTER);
    const signers = replay.attestingIndices(attestation, committees).map((i) => pubkeys[i]);
    const isSigned = fastAggregateVerify(root, signers, Signature.fromHex(attestation.signature));
    equal(`attestation in slot ${slot}`, isSigned, true);
    count.attestations++;
  }
}

function checkSlot(entry) {
  const { slot, block } = entry;
  const epoch = replay.epochOf(slot);
  mixes[epoch + 1] ??= mixes[epoch];
  equal(
    `proposer of slot ${slot}`,
    recording.epochs[epoch].proposers[slot % slotsPerEpoch],
    entry.proposer_index,
  );
  const parent = replay.blockRoots[slot - 1];
  const reward = replay.processSlot(entry, committees);
  if (!block) return;
  checkRoots(entry, parent);
  checkSignatures(entry);
  const revealed = sha256(fromHex(block.randao_reveal));
  mixes[epoch + 1] = Buffer.from(mixes[epoch + 1].map((byte, i) => byte ^ revealed[i]));
  equal(`proposer's reward in slot ${slot}`, String(reward), block.proposer_rewards.attestations);
  replay.balances[entry.proposer_index] += Number(block.proposer_rewards.sync_aggregate);
  for (const [index, delta] of block.sync_committee_rewards) replay.balances[index] += delta;
}

function checkEpoch(recorded) {
  const { epoch, end, transition } = recorded;
  const at = (what) => `${what} at the end of epoch ${epoch}`;
  equal(at("mix"), toHex(mixes[epoch + 1]), end.randao_mix);
  equal(at("previous participation"), replay.previousParticipation, end.previous_epoch_participation);
  equal(at("current participation"), replay.currentParticipation, end.current_epoch_participation);
  equal(at("balances"), replay.balances, end.balances);
  const answer = recording.epochs[epoch - 1]?.attestation_rewards;
  if (answer) equal(at("endpoint's rewards"), endpointRewards(replay, epoch), answer.total_rewards);
  replay.processEpoch(epoch);
  const bits = replay.justificationBits.reduce((byte, bit, i) => byte | (bit << i), 0);
  equal(at("justification bits"), toHex([bits]), transition.justification_bits);
  equal(at("previous justified"), replay.previousJustified, transition.previous_justified);
  equal(at("current justified"), replay.currentJustified, transition.current_justified);
  equal(at("finalized"), replay.finalized, transition.finalized);
  equal(at("inactivity scores"), replay.inactivityScores, transition.inactivity_scores);
  equal(at("balances after the transition"), replay.balances, transition.balances);
  equal(at("effective balances"), replay.effective, transition.effective_balances);
  const slashed = replay.validators.flatMap((v, index) =>
    v.slashed ? [{ index, exit_epoch: v.exit, withdrawable_epoch: v.withdrawable }] : [],
  );
  equal(at("slashed validators"), slashed, transition.slashed);
}

for (const recorded of recording.epochs) {
  checkCommittees(recorded);
  const first = recorded.epoch * slotsPerEpoch;
  recording.slots.filter(({ slot }) => slot >= first && slot < first + slotsPerEpoch).forEach(checkSlot);
  checkEpoch(recorded);
}
console.log(
  JSON.stringify({
    epochs: recording.epochs.length,
    blocks: recording.slots.filter((s) => s.block).length,
    ...count,
  }),
);

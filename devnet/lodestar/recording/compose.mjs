// node recording/compose.mjs <run folder> <out.json>   makes the recording from what record.mjs observed
//
// The observed blocks are applied to the genesis state by Lodestar's state transition, which verifies every
// signature and every state root on the way: so the states between the blocks, which the API does not show,
// are those of the node that was observed.
import { inRun, settings } from "../run.mjs";
import fs from "node:fs";
import { createBeaconConfig } from "@lodestar/config";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import {
  DataAvailabilityStatus,
  ExecutionPayloadStatus,
  createCachedBeaconState,
  createPubkeyCache,
  processSlots,
  stateTransition,
  syncPubkeys,
} from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { toHex } from "../bytes.mjs";
import { chainConfig, config } from "../chain-config.mjs";
import { CONFIG_NAMES } from "./config-names.mjs";
import { write } from "./layout.mjs";

/**
 * Effective balances for which the ideal rewards are kept besides those that validators have: the API gives
 * 2049.
 */
const IDEAL_ETH = [1, 2, 16, 31, 32, 33, 64, 2048];
const GWEI_PER_ETH = 1_000_000_000;

const VERIFY_ALL = {
  verifyStateRoot: true,
  verifyProposer: true,
  verifySignatures: true,
  executionPayloadStatus: ExecutionPayloadStatus.valid,
  dataAvailabilityStatus: DataAvailabilityStatus.Available,
};

const numbers = (list) => list.getAll().map(Number);
const checkpoint = ({ epoch, root }) => ({ epoch, root: toHex(root) });

function genesisState() {
  const state = config.getForkTypes(0).BeaconState.deserializeToViewDU(fs.readFileSync(inRun("genesis.ssz")));
  const pubkeyCache = createPubkeyCache();
  syncPubkeys(pubkeyCache, state.validators.getAllReadonlyValues());
  return createCachedBeaconState(state, {
    config: createBeaconConfig(chainConfig, state.genesisValidatorsRoot),
    pubkeyCache,
  });
}

function genesisFacts(state) {
  const header = ssz.phase0.BeaconBlockHeader.toJson(state.latestBlockHeader.toValue());
  const stateRoot = state.hashTreeRoot();
  const root = ssz.phase0.BeaconBlockHeader.hashTreeRoot({ ...state.latestBlockHeader.toValue(), stateRoot });
  return {
    genesis_time: Number(state.genesisTime),
    genesis_validators_root: toHex(state.genesisValidatorsRoot),
    block_root: toHex(root),
    state_root: toHex(stateRoot),
    body_root: header.body_root,
    randao_mix: toHex(state.randaoMixes.get(0)),
    fork: ssz.phase0.Fork.toJson(state.fork.toValue()),
  };
}

function genesisValidators(state) {
  return state.validators.getAllReadonlyValues().map((validator, i) => ({
    pubkey: toHex(validator.pubkey),
    withdrawal_credentials: toHex(validator.withdrawalCredentials),
    effective_balance: validator.effectiveBalance,
    balance: state.balances.get(i),
  }));
}

/** The state before the epoch transition. */
function endOfEpoch(state, epoch) {
  return {
    slot: state.slot,
    randao_mix: toHex(state.randaoMixes.get(epoch % state.randaoMixes.length)),
    previous_epoch_participation: numbers(state.previousEpochParticipation),
    current_epoch_participation: numbers(state.currentEpochParticipation),
    balances: numbers(state.balances),
  };
}

/** The state after the epoch transition, in the next epoch's first slot and before its block. */
function afterTransition(state) {
  const validators = state.validators.getAllReadonlyValues();
  const slashed = validators.flatMap((validator, index) =>
    validator.slashed ? [{ index, ...exit(validator) }] : [],
  );
  return {
    slot: state.slot,
    justification_bits: ssz.phase0.JustificationBits.toJson(state.justificationBits.toValue()),
    previous_justified: checkpoint(state.previousJustifiedCheckpoint),
    current_justified: checkpoint(state.currentJustifiedCheckpoint),
    finalized: checkpoint(state.finalizedCheckpoint),
    inactivity_scores: numbers(state.inactivityScores),
    balances: numbers(state.balances),
    effective_balances: validators.map((validator) => validator.effectiveBalance),
    slashed,
  };
}

const exit = (validator) => ({
  exit_epoch: validator.exitEpoch,
  withdrawable_epoch: validator.withdrawableEpoch,
});

function readBlock(slot, version) {
  return ssz[version].SignedBeaconBlock.deserialize(fs.readFileSync(inRun(`observed/block-${slot}.ssz`)));
}

/** What of a block changes validators, apart from what the replay does without. */
function slotEntry(slot, proposer, seen, signed) {
  if (!seen) return { slot, proposer_index: proposer, block: null };
  const { message } = signed;
  const { body } = message;
  const types = ssz[seen.version];
  const unexpected = ["proposerSlashings", "deposits", "voluntaryExits", "blsToExecutionChanges"].filter(
    (name) => body[name].length > 0,
  );
  const { withdrawals } = body.executionPayload;
  const requests = Object.values(body.executionRequests).some((list) => list.length > 0);
  if (unexpected.length > 0 || withdrawals.length > 0 || requests) {
    throw Error(`the block of slot ${slot} has what a recording has no place for`);
  }
  return {
    slot,
    proposer_index: message.proposerIndex,
    block: {
      root: toHex(types.BeaconBlock.hashTreeRoot(message)),
      parent_root: toHex(message.parentRoot),
      state_root: toHex(message.stateRoot),
      body_root: toHex(types.BeaconBlockBody.hashTreeRoot(body)),
      randao_reveal: toHex(body.randaoReveal),
      attestations: body.attestations.map((attestation) => types.Attestation.toJson(attestation)),
      attester_slashings: body.attesterSlashings.map((slashing) => types.AttesterSlashing.toJson(slashing)),
      proposer_rewards: seen.proposerRewards,
      sync_committee_rewards: seen.syncCommitteeRewards.map(({ validator_index, reward }) => [
        Number(validator_index),
        Number(reward),
      ]),
    },
  };
}

function committeesOf(epoch, committees) {
  const bySlot = Array.from({ length: SLOTS_PER_EPOCH }, () => []);
  for (const { slot, index, validators } of committees) {
    bySlot[Number(slot) - epoch * SLOTS_PER_EPOCH][Number(index)] = validators.map(Number);
  }
  return bySlot;
}

function rewardsOf(answer, effectiveBalances) {
  if (!answer) return null;
  const kept = new Set([...IDEAL_ETH.map((eth) => eth * GWEI_PER_ETH), ...effectiveBalances]);
  return {
    ideal_rewards: answer.ideal_rewards.filter((row) => kept.has(Number(row.effective_balance))),
    total_rewards: answer.total_rewards,
  };
}

function compose(observed) {
  let state = genesisState();
  const { restPort, enginePort, p2pPort, ...plan } = settings;
  const recording = {
    format: "lodestar-recording/1",
    client: observed.client,
    settings: plan,
    config: Object.fromEntries(CONFIG_NAMES.map((name) => [name, observed.spec[name]])),
    genesis: genesisFacts(state),
    validators: genesisValidators(state),
    slots: [],
    epochs: [],
  };
  for (const [epoch, { committees, proposers }] of observed.epochs.entries()) {
    const first = epoch * SLOTS_PER_EPOCH;
    for (let slot = Math.max(1, first); slot < first + SLOTS_PER_EPOCH; slot++) {
      const seen = observed.slots[slot];
      const signed = seen ? readBlock(slot, seen.version) : null;
      recording.slots.push(slotEntry(slot, Number(proposers[slot - first].validator_index), seen, signed));
      state = signed ? stateTransition(state, signed, VERIFY_ALL) : processSlots(state, slot);
    }
    const end = endOfEpoch(state, epoch);
    state = processSlots(state, first + SLOTS_PER_EPOCH);
    const transition = afterTransition(state);
    recording.epochs.push({
      epoch,
      proposers: proposers.map((duty) => Number(duty.validator_index)),
      committees: committeesOf(epoch, committees),
      end,
      transition,
      attestation_rewards: rewardsOf(observed.rewards[epoch], transition.effective_balances),
    });
  }
  return recording;
}

const out = process.argv[3];
const text = write(compose(JSON.parse(fs.readFileSync(inRun("observed/observed.json"), "utf8"))));
fs.writeFileSync(out, text);
console.error(`${out}: ${text.length} bytes`);

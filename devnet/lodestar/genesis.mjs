// node genesis.mjs <run folder>   writes genesis.ssz and config.yaml into the run folder
//
// A genesis state with any public keys in it. No private key and no deposit signature is needed, so the group
// key of a distributed validator, which nobody holds, can be a genesis validator.
import { inRun, settings } from "./run.mjs";
import fs from "node:fs";
import { createHash } from "node:crypto";
import {
  BLS_WITHDRAWAL_PREFIX,
  COMPOUNDING_WITHDRAWAL_PREFIX,
  DOMAIN_BEACON_PROPOSER,
  EFFECTIVE_BALANCE_INCREMENT,
  ForkSeq,
  MAX_EFFECTIVE_BALANCE_ELECTRA,
  MIN_ACTIVATION_BALANCE,
  UNSET_DEPOSIT_REQUESTS_START_INDEX,
} from "@lodestar/params";
import {
  computeProposers,
  getGenesisBeaconState,
  getNextSyncCommittee,
  getSeed,
  getTemporaryBlockHeader,
  interopSecretKey,
} from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { fromHex, toHex } from "./bytes.mjs";
import { chainConfig, chainConfigYaml, config } from "./chain-config.mjs";

// What engine.mjs builds upon; every RANDAO mix at genesis is the same bytes.
const EXECUTION_GENESIS_HASH = Buffer.alloc(32, 0x0b);

/** The genesis validators in order of index: the interop ones, then the external ones. */
function genesisValidators() {
  const interop = Array.from({ length: settings.interopValidators }, (_, i) => ({
    ...settings.interopGenesis[i],
    pubkey: toHex(interopSecretKey(i).toPublicKey().toBytes()),
  }));
  return [...interop, ...settings.externalValidators].map(withDefaults);
}

function withDefaults({ pubkey: pubkeyHex, withdrawalCredentials, balanceGwei, effectiveBalanceGwei }) {
  const pubkey = fromHex(pubkeyHex);
  const credentials = withdrawalCredentials ? fromHex(withdrawalCredentials) : blsCredentials(pubkey);
  const balance = balanceGwei ?? MIN_ACTIVATION_BALANCE;
  const compounding = credentials[0] === COMPOUNDING_WITHDRAWAL_PREFIX;
  const max = compounding ? MAX_EFFECTIVE_BALANCE_ELECTRA : MIN_ACTIVATION_BALANCE;
  const effective = Math.min(balance - (balance % EFFECTIVE_BALANCE_INCREMENT), max);
  return { pubkey, credentials, balance, effective: effectiveBalanceGwei ?? effective };
}

function blsCredentials(pubkey) {
  const hash = createHash("sha256").update(pubkey).digest();
  return Buffer.concat([Buffer.of(BLS_WITHDRAWAL_PREFIX), hash.subarray(1)]);
}

function addValidators(state, validators) {
  for (const { pubkey, credentials, balance, effective } of validators) {
    state.validators.push(
      ssz.phase0.Validator.toViewDU({
        pubkey,
        withdrawalCredentials: credentials,
        effectiveBalance: effective,
        slashed: false,
        activationEligibilityEpoch: 0,
        activationEpoch: 0,
        exitEpoch: Infinity,
        withdrawableEpoch: Infinity,
      }),
    );
    state.balances.push(balance);
    state.previousEpochParticipation.push(0);
    state.currentEpochParticipation.push(0);
    state.inactivityScores.push(0);
  }
  state.commit();
  state.genesisValidatorsRoot = state.validators.hashTreeRoot();
}

/** What follows from the validators: sync committees and, from Fulu on, the proposers of two epochs. */
function addCommittees(state, fork, validators) {
  const active = Uint32Array.from(validators.keys());
  const increments = Uint16Array.from(validators, (v) => v.effective / EFFECTIVE_BALANCE_INCREMENT);
  const { syncCommittee } = getNextSyncCommittee(fork, state, active, increments);
  state.currentSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee);
  state.nextSyncCommittee = ssz.altair.SyncCommittee.toViewDU(syncCommittee);
  if (fork < ForkSeq.fulu) return;
  const proposers = [0, 1].flatMap((epoch) => {
    const seed = getSeed(state, epoch, DOMAIN_BEACON_PROPOSER);
    return [...computeProposers(fork, seed, { epoch, activeIndices: active }, increments)];
  });
  state.proposerLookahead = ssz.fulu.ProposerLookahead.toViewDU(proposers);
}

function executionHeader() {
  const header = config.getForkTypes(0).ExecutionPayloadHeader.defaultViewDU();
  header.blockHash = EXECUTION_GENESIS_HASH;
  header.prevRandao = EXECUTION_GENESIS_HASH;
  header.gasLimit = 30_000_000;
  header.baseFeePerGas = 1_000_000_000n;
  header.timestamp = settings.genesisTime;
  return header;
}

function genesisState(validators) {
  const state = getGenesisBeaconState(
    config,
    {
      depositRoot: Buffer.alloc(32),
      depositCount: BigInt(validators.length),
      blockHash: EXECUTION_GENESIS_HASH,
    },
    getTemporaryBlockHeader(config, config.getForkTypes(0).BeaconBlock.defaultValue()),
  );
  const version = chainConfig[`${config.getForkName(0).toUpperCase()}_FORK_VERSION`];
  state.fork = ssz.phase0.Fork.toViewDU({ previousVersion: version, currentVersion: version, epoch: 0 });
  state.genesisTime = settings.genesisTime;
  state.eth1DepositIndex = validators.length;
  state.depositRequestsStartIndex = UNSET_DEPOSIT_REQUESTS_START_INDEX;
  state.latestExecutionPayloadHeader = executionHeader();
  addValidators(state, validators);
  addCommittees(state, config.getForkSeq(0), validators);
  state.commit();
  return state;
}

const state = genesisState(genesisValidators());
fs.writeFileSync(inRun("genesis.ssz"), state.serialize());
fs.writeFileSync(inRun("config.yaml"), chainConfigYaml());
const facts = {
  event: "genesis",
  genesisTime: settings.genesisTime,
  genesisValidatorsRoot: toHex(state.genesisValidatorsRoot),
  genesisStateRoot: toHex(state.hashTreeRoot()),
  fork: config.getForkName(0),
  validators: state.validators.length,
};
console.log(JSON.stringify(facts));

// Asks a node everything that an attesting client asks, with Lodestar's own client, which decodes each answer
// by its own types. Writes a line "call status value" for each, or "call failed reason".
// Usage: LODESTAR_PRESET=minimal node client.mjs <url> <questions.json>
import fs from 'node:fs';
import {getClient} from '@lodestar/api';
import {createChainForkConfig} from '@lodestar/config';
import {minimalChainConfig} from '@lodestar/config/configs';
import {ssz} from '@lodestar/types';

const [baseUrl, file] = process.argv.slice(2);
const {epoch, slot, rewardsEpoch, index, pubkey, vote, forged} = JSON.parse(fs.readFileSync(file, 'utf8'));
const forks = ['ALTAIR', 'BELLATRIX', 'CAPELLA', 'DENEB', 'ELECTRA', 'FULU'];
const config = createChainForkConfig({
  ...minimalChainConfig,
  SLOT_DURATION_MS: 2000,
  ...Object.fromEntries(forks.map((fork) => [`${fork}_FORK_EPOCH`, 0])),
});
const {node, beacon, config: chain, validator, events} = getClient({baseUrl}, {config});

const plain = (key, value) =>
  value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}`
  : typeof value === 'bigint' ? String(value)
  : value;
const say = (call, ...words) => process.stdout.write(`${[call, ...words].join(' ')}\n`);

async function ask(call, request) {
  try {
    const response = await request;
    const value = response.ok ? response.value() : response.error().message;
    say(call, response.status, JSON.stringify(value, plain) ?? '');
  } catch (e) {
    say(call, 'failed', e.message.split('\n')[0]);
  }
}

const stop = new AbortController();
const heard = new Promise((resolve, reject) => {
  const topics = ['head', 'block', 'finalized_checkpoint', 'attester_slashing', 'single_attestation'];
  events.eventstream({topics, signal: stop.signal, onEvent: resolve, onError: reject, onClose: () => {}});
});

const stateId = 'head';
const attestation = (json) => ssz.electra.SingleAttestation.fromJson(json);
await ask('getNodeVersion', node.getNodeVersion());
await ask('getHealth', node.getHealth());
await ask('getSyncingStatus', node.getSyncingStatus());
await ask('getNetworkIdentity', node.getNetworkIdentity());
await ask('getSpec', chain.getSpec());
await ask('getForkSchedule', chain.getForkSchedule());
await ask('getDepositContract', chain.getDepositContract());
await ask('getGenesis', beacon.getGenesis());
await ask('getStateFork', beacon.getStateFork({stateId}));
await ask('getStateFinalityCheckpoints', beacon.getStateFinalityCheckpoints({stateId: 'finalized'}));
await ask('getStateRandao', beacon.getStateRandao({stateId, epoch: epoch - 1}));
await ask('getEpochCommittees', beacon.getEpochCommittees({stateId, epoch: epoch + 1}));
await ask('getStateValidators', beacon.getStateValidators({
  stateId, validatorIds: [pubkey, 3], statuses: ['active'],
}));
await ask('postStateValidators', beacon.postStateValidators({stateId, validatorIds: [index]}));
await ask('getStateValidator', beacon.getStateValidator({stateId, validatorId: pubkey}));
await ask('getBlockHeader', beacon.getBlockHeader({blockId: 'head'}));
await ask('getBlockHeaders', beacon.getBlockHeaders({}));
await ask('getBlockRoot', beacon.getBlockRoot({blockId: 'head'}));
await ask('getAttesterDuties', validator.getAttesterDuties({epoch, indices: [index]}));
await ask('getProposerDuties', validator.getProposerDuties({epoch}));
await ask('getProposerDutiesV2', validator.getProposerDutiesV2({epoch: epoch + 1}));
await ask('produceAttestationData', validator.produceAttestationData({slot, committeeIndex: 0}));
await ask('prepareBeaconCommitteeSubnet', validator.prepareBeaconCommitteeSubnet({
  subscriptions: [{validatorIndex: index, committeeIndex: 0, committeesAtSlot: 1, slot, isAggregator: false}],
}));
await ask('getLiveness', validator.getLiveness({epoch, indices: [index, 3]}));
await ask('getAttestationsRewards', beacon.getAttestationsRewards({
  epoch: rewardsEpoch, validatorIds: [index, 3],
}));
await ask('submitForgedAttestation', beacon.submitPoolAttestationsV2({
  signedAttestations: [attestation(forged)],
}));
await ask('submitPoolAttestationsV2', beacon.submitPoolAttestationsV2({
  signedAttestations: [attestation(vote)],
}));
await ask('getUnknownState', beacon.getStateFork({stateId: slot + 1}));
await heard.then(
  ({type, message}) => say('eventstream', 200, JSON.stringify({type, message}, plain)),
  (e) => say('eventstream', 'failed', e.message),
);
stop.abort();
process.exit(0);

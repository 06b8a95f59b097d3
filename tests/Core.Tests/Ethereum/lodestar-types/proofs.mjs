// Reads lines "fork validators balances index" and writes for each, as JSON, what Lodestar makes of a beacon
// state with these validators and balances: the names and roots of its fields, and the proof of a validator.
// Usage: LODESTAR_PRESET=minimal node proofs.mjs < states > proofs
import {createInterface} from 'node:readline';
import {ssz} from '@lodestar/types';

const hex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;
const root = (byte) => Buffer.alloc(32, byte);

const hexBytes = (text) => Buffer.from(text, 'hex');

// Hashed once, as a state of mainnet is large even when it holds nothing.
const empty = {
  electra: ssz.electra.BeaconState.defaultViewDU(),
  fulu: ssz.fulu.BeaconState.defaultViewDU(),
};

function stateOf(fork, validators, balances) {
  const state = empty[fork].clone();
  state.slot = 12345;
  state.genesisValidatorsRoot = root(1);
  state.finalizedCheckpoint = ssz.phase0.Checkpoint.toViewDU({epoch: 383, root: root(2)});
  state.nextWithdrawalIndex = 77;
  state.validators = ssz.phase0.Validators.deserializeToViewDU(hexBytes(validators));
  state.balances = ssz.phase0.Balances.deserializeToViewDU(hexBytes(balances));
  state.commit();
  return state;
}

/** The nodes beside the path to a place, from the leaf's sibling upwards. */
function branchTo(node, gindex) {
  const siblings = [];
  for (const bit of gindex.toString(2).slice(1)) {
    siblings.unshift(hex((bit === '1' ? node.left : node.right).root));
    node = bit === '1' ? node.right : node.left;
  }

  return {index: String(gindex), siblings};
}

function nodeAt(node, gindex) {
  return [...gindex.toString(2).slice(1)].reduce((at, bit) => (bit === '1' ? at.right : at.left), node);
}

function proofOf(state, index) {
  const branch = (field) => branchTo(state.node, state.type.getPathInfo([field, index]).gindex);
  const stateRoot = state.node.root;
  const header = {slot: 12345, proposerIndex: 3, parentRoot: root(4), stateRoot, bodyRoot: root(5)};
  const balances = state.balances.getAll();
  const first = index - (index % 4);
  return {
    blockRoot: hex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(header)),
    proof: {
      header: ssz.phase0.BeaconBlockHeader.toJson(header),
      index: String(index),
      validator: ssz.phase0.Validator.toJson(state.validators.get(index).toValue()),
      validator_branch: branch('validators'),
      balances: [0, 1, 2, 3].map((i) => String(balances[first + i] ?? 0)),
      balance_branch: branch('balances'),
    },
  };
}

for await (const line of createInterface({input: process.stdin})) {
  const [fork, validators, balances, index] = line.split(' ');
  const state = stateOf(fork, validators, balances);
  const fields = state.type.fieldsEntries;
  console.log(JSON.stringify({
    names: fields.map((field) => field.jsonKey),
    fields: fields.map((field) => hex(nodeAt(state.node, field.gindex).root)),
    ...proofOf(state, Number(index)),
  }));
}

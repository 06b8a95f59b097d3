// What the fork choice keeps of a block, under the names that the beacon node reads.
import { ExecutionStatus, PayloadStatus } from "./enums.js";
import { epochOf, startOf, toHex, withHex } from "./roots.js";

/** The checkpoints of a block's post-state, realized and unrealized. */
export function checkpointsOf(state) {
  const unrealized = state.computeUnrealizedCheckpoints();
  return {
    justified: withHex(state.currentJustifiedCheckpoint),
    finalized: withHex(state.finalizedCheckpoint),
    unrealizedJustified: withHex(unrealized.justifiedCheckpoint),
    unrealizedFinalized: withHex(unrealized.finalizedCheckpoint),
  };
}

/** The node of an imported block, but for what is known of its arrival. */
export function blockNode(block, blockRoot, state, checkpoints, executionStatus) {
  const epochStart = startOf(epochOf(block.slot));
  return {
    slot: block.slot,
    blockRoot,
    parentRoot: toHex(block.parentRoot),
    stateRoot: toHex(block.stateRoot),
    targetRoot: block.slot === epochStart ? blockRoot : toHex(state.getBlockRootAtSlot(epochStart)),
    payloadStatus: PayloadStatus.FULL,
    parentBlockHash: null,
    weight: 0,
    ...checkpointNode(checkpoints),
    ...payloadNode(block, state, executionStatus),
  };
}

function checkpointNode({ justified, finalized, unrealizedJustified, unrealizedFinalized }) {
  return {
    justifiedEpoch: justified.epoch,
    justifiedRoot: justified.rootHex,
    finalizedEpoch: finalized.epoch,
    finalizedRoot: finalized.rootHex,
    unrealizedJustifiedEpoch: unrealizedJustified.epoch,
    unrealizedJustifiedRoot: unrealizedJustified.rootHex,
    unrealizedFinalizedEpoch: unrealizedFinalized.epoch,
    unrealizedFinalizedRoot: unrealizedFinalized.rootHex,
  };
}

function payloadNode(block, state, executionStatus) {
  if (!state.isExecutionStateType)
    return { executionPayloadBlockHash: null, executionStatus: ExecutionStatus.PreMerge };
  const payload = block.body.executionPayload;
  return {
    executionPayloadBlockHash: toHex(payload.blockHash),
    executionPayloadNumber: payload.blockNumber,
    executionPayloadGasLimit: payload.gasLimit,
    executionStatus,
  };
}

import { SLOTS_PER_EPOCH } from "@lodestar/params";
import { blockNode, checkpointsOf } from "./block-node.js";
import { BlockTree } from "./block-tree.js";
import { ExecutionStatus, ForkChoiceError, ForkChoiceErrorCode, NotReorgedReason } from "./enums.js";
import { ZERO_ROOT, epochOf, startOf, toHex } from "./roots.js";

/** The part of the slot within which a block counts as timely (ATTESTATION_DUE_BPS). */
const TIMELY_PART = 1 / 3;

/**
 * The fork choice of the specification (phase0/fork-choice.md): LMD-GHOST over blocks filtered by
 * justification, with unrealized checkpoints and proposer boost. Every head is computed from all blocks and
 * votes, which a single node with a handful of validators can afford.
 */
export class ForkChoice extends BlockTree {
  irrecoverableError = undefined;
  #votes = new Map(); // {root, epoch} by validator index
  #equivocating = new Set();
  #queued = []; // votes of the current slot, which count from the next one on
  #boostRoot = null;
  #previousBoostRoot = null;
  #lastState = null;

  constructor(config, store, protoArray, _validatorCount, _metrics, options) {
    super(protoArray);
    this.config = config;
    this.store = store;
    this.options = options ?? {};
    this.head = this.#computeHead();
  }

  // --- time ---

  getTime() {
    return this.store.currentSlot;
  }

  updateTime(slot) {
    const { store } = this;
    while (store.currentSlot < slot) {
      store.currentSlot++;
      this.#previousBoostRoot = this.#boostRoot;
      this.#boostRoot = null;
      if (store.currentSlot % SLOTS_PER_EPOCH === 0) {
        this.#updateCheckpoints(store.unrealizedJustified, store.unrealizedFinalized, this.#lastState);
      }
    }
    const isDue = (vote) => vote.slot < store.currentSlot;
    for (const vote of this.#queued.filter(isDue)) this.#count(vote);
    this.#queued = this.#queued.filter((vote) => !isDue(vote));
  }

  #updateCheckpoints(justified, finalized, state) {
    const { store } = this;
    if (justified.epoch > store.justified.epoch && this.blocks.has(justified.rootHex)) {
      store.justified = justified;
      if (state) store.balances = store.balancesGetter(justified, state);
      store.events?.onJustified?.(justified);
    }
    if (finalized.epoch > store.finalized.epoch && this.blocks.has(finalized.rootHex)) {
      store.finalized = finalized;
      store.events?.onFinalized?.(finalized);
    }
  }

  // --- blocks ---

  onBlock(block, state, blockDelaySec, currentSlot, executionStatus, dataAvailabilityStatus) {
    const { store } = this;
    const parentRoot = toHex(block.parentRoot);
    if (!this.blocks.has(parentRoot)) {
      throw new ForkChoiceError({
        code: ForkChoiceErrorCode.INVALID_BLOCK,
        err: { code: "UNKNOWN_PARENT", parentRoot },
      });
    }
    const blockRoot = toHex(this.config.getForkTypes(block.slot).BeaconBlock.hashTreeRoot(block));
    this.#lastState = state;
    const delayMs = blockDelaySec * 1000;
    const timeliness = block.slot === currentSlot && delayMs < this.config.SLOT_DURATION_MS * TIMELY_PART;
    if (timeliness && this.options.proposerBoost !== false) this.#boostRoot ??= blockRoot;

    const checkpoints = checkpointsOf(state);
    const { justified, finalized, unrealizedJustified, unrealizedFinalized } = checkpoints;
    this.#updateCheckpoints(justified, finalized, state);
    if (unrealizedJustified.epoch > store.unrealizedJustified.epoch)
      store.unrealizedJustified = unrealizedJustified;
    if (unrealizedFinalized.epoch > store.unrealizedFinalized.epoch)
      store.unrealizedFinalized = unrealizedFinalized;
    if (epochOf(block.slot) < epochOf(currentSlot)) {
      this.#updateCheckpoints(unrealizedJustified, unrealizedFinalized, state);
    }
    const node = {
      ...blockNode(block, blockRoot, state, checkpoints, executionStatus),
      timeliness,
      dataAvailabilityStatus,
    };
    this.blocks.set(blockRoot, node);
    return node;
  }

  notifyPtcMessages() {}

  onExecutionPayload() {}

  getPTCVoteCounts() {
    return null;
  }

  validateLatestHash({ executionStatus, latestValidExecHash, invalidateFromParentBlockRoot }) {
    if (executionStatus === ExecutionStatus.Valid) {
      const tip = this.getAllNodes().find((block) => block.executionPayloadBlockHash === latestValidExecHash);
      for (const block of this.getAllAncestorBlocks(tip?.blockRoot)) {
        if (block.executionStatus !== ExecutionStatus.Syncing) break;
        block.executionStatus = ExecutionStatus.Valid;
      }
      return;
    }
    for (const block of this.getAllAncestorBlocks(invalidateFromParentBlockRoot)) {
      if (block.executionPayloadBlockHash === latestValidExecHash) break;
      if (block.executionStatus !== ExecutionStatus.Syncing) break;
      block.executionStatus = ExecutionStatus.Invalid;
    }
  }

  // --- votes ---

  onAttestation(indexed, _dataRoot, force) {
    const { slot, target, beaconBlockRoot } = indexed.data;
    const root = toHex(beaconBlockRoot);
    if (root === ZERO_ROOT) return;
    const refuse = (code) => {
      throw new ForkChoiceError({ code: ForkChoiceErrorCode.INVALID_ATTESTATION, err: { code, root, slot } });
    };
    const block = this.blocks.get(root);
    if (!block) refuse("UNKNOWN_HEAD_BLOCK");
    if (block.slot > slot) refuse("ATTESTS_TO_FUTURE_BLOCK");
    const now = epochOf(this.store.currentSlot);
    if (!force && (target.epoch > now || target.epoch + 1 < now)) refuse("EPOCH_OUT_OF_RANGE");
    const vote = { slot, epoch: target.epoch, root, indices: [...indexed.attestingIndices] };
    if (slot < this.store.currentSlot) this.#count(vote);
    else this.#queued.push(vote);
  }

  onAttesterSlashing({ attestation1, attestation2 }) {
    const second = new Set(attestation2.attestingIndices);
    for (const index of attestation1.attestingIndices) if (second.has(index)) this.#equivocating.add(index);
  }

  #count({ root, epoch, indices }) {
    for (const index of indices) {
      const latest = this.#votes.get(index);
      if (!latest || epoch > latest.epoch) this.#votes.set(index, { root, epoch });
    }
  }

  // --- head ---

  updateAndGetHead() {
    this.head = this.#computeHead();
    return { head: this.head, isHeadTimely: this.head.timeliness, notReorgedReason: undefined };
  }

  #computeHead() {
    this.#weigh();
    const viable = this.#viableRoots();
    const children = Map.groupBy(this.blocks.values(), (block) => block.parentRoot);
    const isHeavier = (a, b) => a.weight > b.weight || (a.weight === b.weight && a.blockRoot > b.blockRoot);
    let head = this.blocks.get(this.store.justified.rootHex) ?? this.blocks.values().next().value;
    for (;;) {
      const next = (children.get(head.blockRoot) ?? []).filter((block) => viable.has(block.blockRoot));
      if (next.length === 0) return head;
      head = next.reduce((best, block) => (isHeavier(block, best) ? block : best));
    }
  }

  /** Gives each block the balance of the latest votes for it and its descendants, and the boost. */
  #weigh() {
    const { balances } = this.store;
    for (const block of this.blocks.values()) block.weight = 0;
    const add = (root, weight) => {
      const block = this.blocks.get(root);
      if (block) block.weight += weight;
    };
    for (const [index, { root }] of this.#votes)
      if (!this.#equivocating.has(index)) add(root, balances[index] ?? 0);
    if (this.#boostRoot !== null) {
      const total = balances.reduce((sum, balance) => sum + balance, 0);
      add(this.#boostRoot, Math.floor(((total / SLOTS_PER_EPOCH) * this.config.PROPOSER_SCORE_BOOST) / 100));
    }
    for (const block of this.getAllNodes().reverse()) add(block.parentRoot, block.weight);
  }

  /** filter_block_tree: the blocks that lead to a leaf which agrees with the store about justification. */
  #viableRoots() {
    const now = epochOf(this.store.currentSlot);
    const justified = this.store.justified.epoch;
    const isViableLeaf = (block) => {
      if (block.executionStatus === ExecutionStatus.Invalid) return false;
      const source = epochOf(block.slot) < now ? block.unrealizedJustifiedEpoch : block.justifiedEpoch;
      return justified === 0 || source === justified || source + 2 >= now;
    };
    const viable = new Set();
    const parents = new Set();
    for (const block of this.getAllNodes().reverse()) {
      const isLeaf = !parents.has(block.blockRoot);
      if (isLeaf && isViableLeaf(block)) viable.add(block.blockRoot);
      if (viable.has(block.blockRoot)) viable.add(block.parentRoot);
      parents.add(block.parentRoot);
    }
    return viable;
  }

  getHead() {
    return this.head;
  }

  getHeadRoot() {
    return this.head.blockRoot;
  }

  getProposerBoostRoot() {
    return this.#boostRoot ?? ZERO_ROOT;
  }

  getPreviousProposerBoostRoot() {
    return this.#previousBoostRoot ?? ZERO_ROOT;
  }

  shouldOverrideForkChoiceUpdate() {
    return { shouldOverrideFcu: false, reason: NotReorgedReason.ProposerBoostReorgDisabled };
  }

  shouldBuildOnFull() {
    return true;
  }

  // --- checkpoints ---

  getJustifiedCheckpoint() {
    return this.store.justified;
  }

  getFinalizedCheckpoint() {
    return this.store.finalized;
  }

  getUnrealizedJustifiedCheckpoint() {
    return this.store.unrealizedJustified;
  }

  getUnrealizedFinalizedCheckpoint() {
    return this.store.unrealizedFinalized;
  }

  getFinalizedCheckpointSlot() {
    return startOf(this.store.finalized.epoch);
  }

  getJustifiedBlock() {
    return this.mustGet(this.store.justified.rootHex);
  }

  getFinalizedBlock() {
    return this.mustGet(this.store.finalized.rootHex);
  }

  getConfirmedRoot() {
    return this.store.justified.rootHex;
  }

  getConfirmedBlock() {
    return this.getJustifiedBlock();
  }
}

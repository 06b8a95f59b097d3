import { AncestorStatus, PayloadStatus } from "./enums.js";
import { epochOf, startOf, toHex } from "./roots.js";

/** The blocks that the beacon node hands over at start. */
export class ProtoArray {
  blocks = new Map();

  static initialize(block) {
    const array = new ProtoArray();
    array.blocks.set(block.blockRoot, {
      ...block,
      targetRoot: block.targetRoot ?? block.blockRoot,
      weight: 0,
    });
    return array;
  }

  onBlock(block) {
    if (!this.blocks.has(block.blockRoot)) this.blocks.set(block.blockRoot, { ...block, weight: 0 });
  }

  length() {
    return this.blocks.size;
  }
}

/**
 * Questions about known blocks. The map has parents before children, because no block comes before its
 * parent.
 */
export class BlockTree {
  constructor(protoArray) {
    this.blocks = protoArray.blocks;
  }

  *#chain(root) {
    for (let block = this.blocks.get(root); block; block = this.blocks.get(block.parentRoot)) yield block;
  }

  #isDescendant(ancestorRoot, root) {
    return this.#chain(root).some((block) => block.blockRoot === ancestorRoot);
  }

  #canonical(predicate) {
    return this.#chain(this.getHeadRoot()).find(predicate) ?? null;
  }

  mustGet(root) {
    const block = this.blocks.get(root);
    if (!block) throw Error(`No block for root ${root}`);
    return block;
  }

  // --- by root ---

  getBlockHexDefaultStatus(root) {
    return this.blocks.get(root) ?? null;
  }

  getBlockDefaultStatus(root) {
    return this.getBlockHexDefaultStatus(toHex(root));
  }

  getBlockHex(root, payloadStatus) {
    return payloadStatus === PayloadStatus.FULL ? this.getBlockHexDefaultStatus(root) : null;
  }

  getBlockHexAndBlockHash(root, blockHash) {
    const block = this.blocks.get(root);
    return block !== undefined && block.executionPayloadBlockHash === blockHash ? block : null;
  }

  hasBlock(root) {
    return this.blocks.has(toHex(root));
  }

  hasBlockHex(root) {
    return this.blocks.has(root);
  }

  hasBlockHexUnsafe(root) {
    return this.blocks.has(root);
  }

  hasPayloadHexUnsafe(root) {
    return this.blocks.has(root);
  }

  // --- all, and by parent or slot ---

  getAllNodes() {
    return [...this.blocks.values()];
  }

  forwarditerateAncestorBlocks() {
    return this.getAllNodes();
  }

  getHeads() {
    const parents = new Set(this.getAllNodes().map((block) => block.parentRoot));
    return this.getAllNodes().filter((block) => !parents.has(block.blockRoot));
  }

  getBlockSummariesByParentRoot(root) {
    return this.getAllNodes().filter((block) => block.parentRoot === root);
  }

  getBlockSummariesAtSlot(slot) {
    return this.getAllNodes().filter((block) => block.slot === slot);
  }

  // --- ancestors and descendants ---

  *iterateAncestorBlocks(root) {
    yield* this.#chain(this.blocks.get(root)?.parentRoot);
  }

  getAllAncestorBlocks(root) {
    return [...this.#chain(root)];
  }

  getAllAncestorAndNonAncestorBlocksDefaultStatus(root) {
    const ancestors = this.getAllAncestorBlocks(root);
    const roots = new Set(ancestors.map((block) => block.blockRoot));
    const slot = this.blocks.get(root)?.slot ?? -1;
    const nonAncestors = this.getAllNodes().filter(
      (block) => !roots.has(block.blockRoot) && block.slot <= slot,
    );
    return { ancestors, nonAncestors };
  }

  *forwardIterateDescendantsDefaultStatus(root) {
    const descendants = this.#withDescendants(root);
    descendants.delete(root);
    for (const block of this.getAllNodes()) if (descendants.has(block.blockRoot)) yield block;
  }

  #withDescendants(root) {
    const roots = new Set([root]);
    for (const block of this.blocks.values()) if (roots.has(block.parentRoot)) roots.add(block.blockRoot);
    return roots;
  }

  getCommonAncestorDepth(previous, next) {
    if (this.#isDescendant(previous.blockRoot, next.blockRoot)) return { code: AncestorStatus.Descendant };
    for (const [depth, block] of this.getAllAncestorBlocks(previous.blockRoot).entries()) {
      if (this.#isDescendant(block.blockRoot, next.blockRoot))
        return { code: AncestorStatus.CommonAncestor, depth };
    }
    return { code: AncestorStatus.NoCommonAncenstor };
  }

  /** The root of the last block before the start of the block's epoch, or of as many epochs earlier. */
  getDependentRoot(block, epochDifference) {
    const before = startOf(epochOf(block.slot) - epochDifference);
    if (before <= 0) return this.blocks.keys().next().value;
    for (const ancestor of this.#chain(block.blockRoot)) {
      if (ancestor.slot < before) return ancestor.blockRoot;
      if (ancestor.slot === before) return ancestor.parentRoot; // which may be pruned already
    }
    throw Error(`No block for root, slot before ${before}`);
  }

  // --- the canonical chain ---

  getCanonicalBlockByRoot(root) {
    const wanted = toHex(root);
    return this.#canonical((block) => block.blockRoot === wanted);
  }

  getCanonicalBlockAtSlot(slot) {
    return this.#canonical((block) => block.slot === slot);
  }

  getCanonicalBlockClosestLteSlot(slot) {
    return this.#canonical((block) => block.slot <= slot);
  }

  getSlotsPresent(since) {
    return this.#chain(this.getHeadRoot())
      .filter((block) => block.slot > since)
      .toArray().length;
  }

  /** Drops what does not descend from the finalized block. Gives what was dropped. */
  prune(finalizedRoot) {
    if (!this.blocks.has(finalizedRoot)) return [];
    const kept = this.#withDescendants(finalizedRoot);
    const dropped = this.getAllNodes().filter((block) => !kept.has(block.blockRoot));
    for (const block of dropped) this.blocks.delete(block.blockRoot);
    return dropped;
  }
}

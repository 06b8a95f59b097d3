// Stand-in for @lodestar/fork-choice, for one beacon node without peers. Left out: proposer reorgs, Gloas.
import { ZERO_ROOT } from "./roots.js";

export { BlockTree, ProtoArray } from "./block-tree.js";
export * from "./enums.js";
export { ForkChoice } from "./fork-choice.js";
export { ForkChoiceStore } from "./store.js";

export const getSafeExecutionBlockHash = (forkChoice) =>
  forkChoice.getJustifiedBlock().executionPayloadBlockHash ?? ZERO_ROOT;

const ignoredMetric = new Proxy(() => {}, { get: () => ignoredMetric, apply: () => ignoredMetric });
export const getForkChoiceMetrics = () => ({ forkChoice: ignoredMetric });

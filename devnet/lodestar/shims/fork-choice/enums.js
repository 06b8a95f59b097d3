// The names and codes that the beacon node reads from @lodestar/fork-choice.

export const ExecutionStatus = {
  Valid: "Valid",
  Syncing: "Syncing",
  PreMerge: "PreMerge",
  Invalid: "Invalid",
  PayloadSeparated: "PayloadSeparated",
};

export const PayloadStatus = { PENDING: 0, EMPTY: 1, FULL: 2, 0: "PENDING", 1: "EMPTY", 2: "FULL" };

export const EpochDifference = { current: 0, previous: 1 };

export const AncestorStatus = {
  CommonAncestor: "CommonAncestor",
  Descendant: "Descendant",
  NoCommonAncenstor: "NoCommonAncenstor",
  BlockUnknown: "BlockUnknown",
};

export const UpdateHeadOpt = {
  GetCanonicalHead: "getCanonicalHead",
  GetProposerHead: "getProposerHead",
  GetPredictedProposerHead: "getPredictedProposerHead",
};

export const NotReorgedReason = {
  Unknown: "unknown",
  NotProposerOfNextSlot: "notProposerOfNextSlot",
  NotShufflingStable: "notShufflingStable",
  ProposerBoostReorgDisabled: "proposerBoostReorgDisabled",
};

export const ForkChoiceErrorCode = {
  INVALID_ATTESTATION: "FORKCHOICE_ERROR_INVALID_ATTESTATION",
  INVALID_BLOCK: "FORKCHOICE_ERROR_INVALID_BLOCK",
};

export class ForkChoiceError extends Error {
  constructor(type) {
    super(`${type.code} ${JSON.stringify(type.err ?? {})}`);
    this.type = type;
  }
}

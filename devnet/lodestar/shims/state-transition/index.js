// @lodestar/state-transition 1.46.0 as it is, but for two calls that the beacon node 1.44.0 makes otherwise.
import { BeaconStateView, getAttestationParticipationStatus as statusOf } from "lodestar-state-transition";

export * from "lodestar-state-transition";

/** 1.46 gives more than the flags, and wants the parent's slot for Gloas. */
export const getAttestationParticipationStatus = (...args) => statusOf(...args.slice(0, 6), null).flags;

/** 1.46 has only the form that throws. */
BeaconStateView.prototype.getBeaconProposerOrNull ??= function getBeaconProposerOrNull(slot) {
  try {
    return this.getBeaconProposer(slot);
  } catch {
    return null;
  }
};

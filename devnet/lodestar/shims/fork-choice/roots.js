// Roots, epochs and checkpoints as the fork choice keeps them.
import { SLOTS_PER_EPOCH } from "@lodestar/params";

export const ZERO_ROOT = `0x${"00".repeat(32)}`;
export const toHex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;
export const epochOf = (slot) => Math.floor(slot / SLOTS_PER_EPOCH);
export const startOf = (epoch) => epoch * SLOTS_PER_EPOCH;

/** A checkpoint with its root in hexadecimal as well. */
export const withHex = ({ epoch, root, rootHex }) => ({ epoch, root, rootHex: rootHex ?? toHex(root) });

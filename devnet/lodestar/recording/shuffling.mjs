// Committees and seeds (consensus-specs phase0/beacon-chain.md), plainly.
import { createHash } from "node:crypto";

export const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

function littleEndian(value, bytes) {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer.subarray(0, bytes);
}

/** get_seed, given the RANDAO mix of epoch - MIN_SEED_LOOKAHEAD - 1. */
export const seedOf = (mix, epoch, domainType) => sha256(domainType, littleEndian(epoch, 8), mix);

/** compute_shuffled_index: swap-or-not. */
export function shuffledIndex(index, count, seed, rounds) {
  for (let round = 0; round < rounds; round++) {
    const pivot = Number(sha256(seed, Buffer.of(round)).readBigUInt64LE(0) % BigInt(count));
    const flip = (pivot + count - index) % count;
    const position = Math.max(index, flip);
    const source = sha256(seed, Buffer.of(round), littleEndian(Math.floor(position / 256), 4));
    const bit = (source[Math.floor((position % 256) / 8)] >> (position % 8)) & 1;
    if (bit === 1) index = flip;
  }
  return index;
}

/** get_beacon_committee for every slot of an epoch and every committee of the slot. */
export function committeesOf(active, seed, { slotsPerEpoch, maxCommittees, targetSize, rounds }) {
  const wanted = Math.floor(active.length / slotsPerEpoch / targetSize);
  const perSlot = Math.max(1, Math.min(maxCommittees, wanted));
  const count = slotsPerEpoch * perSlot;
  const bound = (i) => Math.floor((active.length * i) / count);
  const member = (i) => active[shuffledIndex(i, active.length, seed, rounds)];
  const committee = (i) => Array.from({ length: bound(i + 1) - bound(i) }, (_, k) => member(bound(i) + k));
  return Array.from({ length: slotsPerEpoch }, (_, slot) =>
    Array.from({ length: perSlot }, (_, index) => committee(slot * perSlot + index)),
  );
}

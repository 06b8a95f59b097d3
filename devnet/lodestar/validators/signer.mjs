// The interop keys and what they sign under which domain.
import { createHash } from "node:crypto";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import { computeDomain, computeSigningRoot, interopSecretKey } from "@lodestar/state-transition";
import { fromHex, toHex } from "../bytes.mjs";

export class Signer {
  #keys = new Map();

  /**
   * @param config The chain's fork configuration.
   * @param genesisValidatorsRoot In hexadecimal.
   * @param indices Validator indices, which are those of the interop keys too.
   */
  constructor(config, genesisValidatorsRoot, indices) {
    this.config = config;
    this.genesisValidatorsRoot = fromHex(genesisValidatorsRoot);
    for (const index of indices) this.#keys.set(String(index), interopSecretKey(Number(index)));
  }

  /** The validator indices as the Beacon API writes them. */
  get indices() {
    return [...this.#keys.keys()];
  }

  has(index) {
    return this.#keys.has(index);
  }

  /** The signature, in hexadecimal, of a value by a validator under a domain at a slot. */
  sign(index, type, value, domainType, slot) {
    const { version } = this.config.getForkInfo(slot - (slot % SLOTS_PER_EPOCH));
    const domain = computeDomain(domainType, version, this.genesisValidatorsRoot);
    return toHex(
      this.#keys
        .get(index)
        .sign(computeSigningRoot(type, value, domain))
        .toBytes(),
    );
  }
}

/**
 * Whether a selection proof makes an aggregator: the first 8 bytes of its hash are 0 modulo `modulo`, at
 * least 1.
 */
export function selects(proof, modulo) {
  const hash = createHash("sha256").update(fromHex(proof)).digest();
  return hash.readBigUInt64LE(0) % BigInt(Math.max(1, Math.floor(modulo))) === 0n;
}

// Pairs of votes for which a validator is slashed, as a slasher would bring them before the chain.
import { DOMAIN_BEACON_ATTESTER, SLOTS_PER_EPOCH } from "@lodestar/params";
import { ssz } from "@lodestar/types";

export class Slashable {
  constructor(api, signer) {
    Object.assign(this, { api, signer });
  }

  /** A second vote for the same target, for another head. */
  doubleVote(index, data, other) {
    return this.#publish(data, index, data, other);
  }

  /** A vote around the given one: from an earlier source to a later target. */
  surroundVote(index, data) {
    const source = { ...data.source, epoch: String(Number(data.source.epoch) - 1) };
    const target = { ...data.target, epoch: String(Number(data.target.epoch) + 1) };
    return this.#publish(data, index, { ...data, source, target }, data);
  }

  async #publish({ slot }, index, first, second) {
    const slashing = {
      attestation_1: this.#indexed(index, first),
      attestation_2: this.#indexed(index, second),
    };
    const version = this.signer.config.getForkName(Number(slot));
    await this.api.post("/eth/v2/beacon/pool/attester_slashings", slashing, version);
  }

  #indexed(index, data) {
    const type = ssz.phase0.AttestationData;
    const value = type.fromJson(data);
    const slot = value.target.epoch * SLOTS_PER_EPOCH;
    const signature = this.signer.sign(index, type, value, DOMAIN_BEACON_ATTESTER, slot);
    return { attesting_indices: [index], data, signature };
  }
}

// Blocks.
import { DOMAIN_BEACON_PROPOSER, DOMAIN_RANDAO } from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { toHex } from "../bytes.mjs";
import { epochOf } from "./duties.mjs";

const GRAFFITI = toHex(Buffer.alloc(32, "interop "));

export class Proposing {
  constructor(api, signer, plan) {
    Object.assign(this, { api, signer, plan });
  }

  /** Whether the validator proposes in the slot, by the plan. */
  intends(index, slot) {
    return !this.plan.has(index, epochOf(slot), "noBlock", "offline");
  }

  /** Has the node build the slot's block, signs and publishes it. Gives the block. */
  async propose(slot, index) {
    const randao = this.signer.sign(index, ssz.Epoch, epochOf(slot), DOMAIN_RANDAO, slot);
    const path = `/eth/v3/validator/blocks/${slot}?randao_reveal=${randao}&graffiti=${GRAFFITI}`;
    const { data: contents, version } = await this.api.get(path);
    const type = ssz[version].BeaconBlock;
    const block = type.fromJson(contents.block);
    const signed = {
      message: contents.block,
      signature: this.signer.sign(index, type, block, DOMAIN_BEACON_PROPOSER, slot),
    };
    const body = { signed_block: signed, kzg_proofs: contents.kzg_proofs, blobs: contents.blobs };
    await this.api.post("/eth/v2/beacon/blocks", body, version);
    return block;
  }
}

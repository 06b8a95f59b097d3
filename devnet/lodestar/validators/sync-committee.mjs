// Sync committee messages and contributions.
import {
  DOMAIN_CONTRIBUTION_AND_PROOF,
  DOMAIN_SYNC_COMMITTEE,
  DOMAIN_SYNC_COMMITTEE_SELECTION_PROOF,
  SYNC_COMMITTEE_SIZE,
  SYNC_COMMITTEE_SUBNET_COUNT,
  TARGET_AGGREGATORS_PER_SYNC_SUBCOMMITTEE,
} from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { fromHex } from "../bytes.mjs";
import { epochOf } from "./duties.mjs";
import { selects } from "./signer.mjs";

const SUBCOMMITTEE_SIZE = Math.floor(SYNC_COMMITTEE_SIZE / SYNC_COMMITTEE_SUBNET_COUNT);
const AGGREGATOR_MODULO = SUBCOMMITTEE_SIZE / TARGET_AGGREGATORS_PER_SYNC_SUBCOMMITTEE;

export class SyncCommittee {
  constructor(api, signer, plan) {
    Object.assign(this, { api, signer, plan });
  }

  /** Publishes the messages of the slot. Gives what was signed, and by whom, for `contribute`. */
  async sign(slot, duties) {
    const present = duties.filter((d) => !this.plan.has(d.validator_index, epochOf(slot), "offline"));
    if (present.length === 0) return null;
    const { data: head } = await this.api.get("/eth/v1/beacon/blocks/head/root");
    const root = fromHex(head.root);
    const messages = present.map(({ validator_index: index }) => ({
      slot: String(slot),
      beacon_block_root: head.root,
      validator_index: index,
      signature: this.signer.sign(index, ssz.Root, root, DOMAIN_SYNC_COMMITTEE, slot),
    }));
    await this.api.post("/eth/v1/beacon/pool/sync_committees", messages);
    return { duties: present, blockRoot: head.root };
  }

  /**
   * Publishes one contribution for each subcommittee that has an aggregator here: more would say the same.
   */
  async contribute(slot, { duties, blockRoot }) {
    const aggregators = new Map();
    for (const duty of duties) {
      for (const position of duty.validator_sync_committee_indices) {
        const subcommittee = Math.floor(Number(position) / SUBCOMMITTEE_SIZE);
        if (aggregators.has(subcommittee)) continue;
        const proof = this.#selectionProof(slot, duty.validator_index, subcommittee);
        if (selects(proof, AGGREGATOR_MODULO)) aggregators.set(subcommittee, { duty, proof });
      }
    }
    const contributions = await Promise.all(
      Array.from(aggregators, ([subcommittee, { duty, proof }]) =>
        this.#contribution(slot, blockRoot, subcommittee, duty.validator_index, proof),
      ),
    );
    if (contributions.length > 0)
      await this.api.post("/eth/v1/validator/contribution_and_proofs", contributions);
  }

  #selectionProof(slot, index, subcommitteeIndex) {
    const type = ssz.altair.SyncAggregatorSelectionData;
    return this.signer.sign(
      index,
      type,
      { slot, subcommitteeIndex },
      DOMAIN_SYNC_COMMITTEE_SELECTION_PROOF,
      slot,
    );
  }

  async #contribution(slot, blockRoot, subcommittee, index, proof) {
    const query = `slot=${slot}&subcommittee_index=${subcommittee}&beacon_block_root=${blockRoot}`;
    const { data: contribution } = await this.api.get(
      `/eth/v1/validator/sync_committee_contribution?${query}`,
    );
    const message = { aggregator_index: index, contribution, selection_proof: proof };
    const type = ssz.altair.ContributionAndProof;
    return {
      message,
      signature: this.signer.sign(index, type, type.fromJson(message), DOMAIN_CONTRIBUTION_AND_PROOF, slot),
    };
  }
}

// The duties of an epoch, fetched once and announced to the node.
import { DOMAIN_SELECTION_PROOF, SLOTS_PER_EPOCH, TARGET_AGGREGATORS_PER_COMMITTEE } from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { selects } from "./signer.mjs";

const FEE_RECIPIENT = `0x${"ab".repeat(20)}`;
const EPOCHS_KEPT = 3;

export class Duties {
  #byEpoch = new Map();

  constructor(api, signer) {
    this.api = api;
    this.signer = signer;
  }

  /** The attester, proposer and sync committee duties of the epoch that are the signer's validators'. */
  ofEpoch(epoch) {
    if (!this.#byEpoch.has(epoch)) {
      const fetched = this.#fetch(epoch);
      fetched.catch(() => this.#byEpoch.delete(epoch));
      this.#byEpoch.set(epoch, fetched);
      this.#byEpoch.delete(epoch - EPOCHS_KEPT);
    }
    return this.#byEpoch.get(epoch);
  }

  async #fetch(epoch) {
    const { api, signer } = this;
    const [attester, proposer, sync] = await Promise.all([
      api.post(`/eth/v1/validator/duties/attester/${epoch}`, signer.indices),
      api.get(`/eth/v1/validator/duties/proposer/${epoch}`),
      api.post(`/eth/v1/validator/duties/sync/${epoch}`, signer.indices),
    ]);
    const attesting = attester.data.map((duty) => this.#withSelection(duty));
    await this.#announce(epoch, attesting, sync.data);
    return {
      attesting,
      proposing: proposer.data.filter((duty) => signer.has(duty.validator_index)),
      syncing: sync.data,
    };
  }

  #withSelection(duty) {
    const slot = Number(duty.slot);
    const selectionProof = this.signer.sign(
      duty.validator_index,
      ssz.Slot,
      slot,
      DOMAIN_SELECTION_PROOF,
      slot,
    );
    const aggregates = selects(
      selectionProof,
      Number(duty.committee_length) / TARGET_AGGREGATORS_PER_COMMITTEE,
    );
    return { ...duty, selectionProof, aggregates };
  }

  /** The node keeps single attestations only for the aggregators that it was told of. */
  async #announce(epoch, attesting, syncing) {
    const { api } = this;
    const committees = attesting.map((duty) => ({
      validator_index: duty.validator_index,
      committee_index: duty.committee_index,
      committees_at_slot: duty.committees_at_slot,
      slot: duty.slot,
      is_aggregator: duty.aggregates,
    }));
    const syncCommittees = syncing.map((duty) => ({
      validator_index: duty.validator_index,
      sync_committee_indices: duty.validator_sync_committee_indices,
      until_epoch: String(epoch + 2),
    }));
    const proposers = this.signer.indices.map((index) => ({
      validator_index: index,
      fee_recipient: FEE_RECIPIENT,
    }));
    await api.post("/eth/v1/validator/beacon_committee_subscriptions", committees);
    await api.post("/eth/v1/validator/sync_committee_subscriptions", syncCommittees);
    await api.post("/eth/v1/validator/prepare_beacon_proposer", proposers);
  }
}

export const epochOf = (slot) => Math.floor(slot / SLOTS_PER_EPOCH);

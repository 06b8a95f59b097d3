// Attestations and their aggregates, rightly or as the plan of misbehaviour has it.
import { BitArray } from "@chainsafe/ssz";
import {
  DOMAIN_AGGREGATE_AND_PROOF,
  DOMAIN_BEACON_ATTESTER,
  MAX_COMMITTEES_PER_SLOT,
  SLOTS_PER_EPOCH,
} from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { toHex } from "../bytes.mjs";
import { epochOf } from "./duties.mjs";
import { Slashable } from "./slashable.mjs";

export class Attesting {
  constructor(api, signer, plan) {
    Object.assign(this, { api, signer, plan, slashable: new Slashable(api, signer) });
  }

  /** Makes and publishes the slot's attestations. Gives the votes, for `aggregate` and `publishLate`. */
  async attest(slot, duties) {
    const planned = (duty, ...kinds) => this.plan.has(duty.validator_index, epochOf(slot), ...kinds);
    const present = duties.filter((duty) => !planned(duty, "absent", "offline"));
    if (present.length === 0) return [];
    const { data: right } = await this.api.get(
      `/eth/v1/validator/attestation_data?slot=${slot}&committee_index=0`,
    );
    const wantStale = present.some((duty) => planned(duty, "staleHead", "doubleVote"));
    const stale = wantStale ? await this.#staleHead(right) : null;
    const votes = present.map((duty) => this.#vote(duty, planned(duty, "staleHead") ? stale : right));
    await this.#publishVotes(slot, votes);
    for (const { validator_index: index } of present.filter((duty) => planned(duty, "doubleVote"))) {
      await this.slashable.doubleVote(index, right, stale);
    }
    for (const { validator_index: index } of present.filter((duty) => planned(duty, "surroundVote"))) {
      await this.slashable.surroundVote(index, right);
    }
    return votes;
  }

  async #publishVotes(slot, votes) {
    const inTime = votes.filter((vote) => vote.slotsLate === 0);
    if (inTime.length === 0) return;
    const messages = inTime.map(({ duty, data, signature }) => ({
      committee_index: duty.committee_index,
      attester_index: duty.validator_index,
      data,
      signature,
    }));
    await this.api.post("/eth/v2/beacon/pool/attestations", messages, this.signer.config.getForkName(slot));
  }

  #vote(duty, data) {
    const value = ssz.phase0.AttestationData.fromJson(data);
    const targetSlot = value.target.epoch * SLOTS_PER_EPOCH;
    const type = ssz.phase0.AttestationData;
    return {
      duty,
      data,
      dataRoot: toHex(type.hashTreeRoot(value)),
      signature: this.signer.sign(duty.validator_index, type, value, DOMAIN_BEACON_ATTESTER, targetSlot),
      slotsLate: this.plan.slotsLate(duty.validator_index, value.target.epoch),
    };
  }

  /** The vote of somebody who has not seen the head block. */
  async #staleHead(data) {
    const { data: head } = await this.api.get(`/eth/v1/beacon/headers/${data.beacon_block_root}`);
    const { data: parent } = await this.api.get(`/eth/v1/beacon/headers/${head.header.message.parent_root}`);
    const isBeforeTarget = Number(parent.header.message.slot) < Number(data.target.epoch) * SLOTS_PER_EPOCH;
    const target = isBeforeTarget ? { ...data.target, root: parent.root } : data.target;
    return { ...data, beacon_block_root: parent.root, target };
  }

  /** Publishes the aggregates of the votes that were in time. Gives how many. */
  async aggregate(slot, votes) {
    const aggregating = votes.filter((vote) => vote.slotsLate === 0 && vote.duty.aggregates);
    const aggregates = await Promise.all(
      aggregating.map(async ({ duty, dataRoot }) => {
        const at = `slot=${slot}&committee_index=${duty.committee_index}`;
        const path = `/eth/v2/validator/aggregate_attestation?attestation_data_root=${dataRoot}&${at}`;
        return this.#aggregateAndProof(duty, (await this.api.get(path)).data);
      }),
    );
    await this.#publish(slot, aggregates);
    return aggregates.length;
  }

  /** Publishes a late vote, which is of no use to other aggregators any more, as an aggregate of one. */
  async publishLate({ duty, data, signature }) {
    const bits = BitArray.fromSingleBit(
      Number(duty.committee_length),
      Number(duty.validator_committee_index),
    );
    const committees = BitArray.fromSingleBit(MAX_COMMITTEES_PER_SLOT, Number(duty.committee_index));
    const aggregate = {
      aggregation_bits: ssz.electra.Attestation.fields.aggregationBits.toJson(bits),
      data,
      signature,
      committee_bits: ssz.electra.Attestation.fields.committeeBits.toJson(committees),
    };
    await this.#publish(Number(data.slot), [this.#aggregateAndProof(duty, aggregate)]);
  }

  #aggregateAndProof(duty, aggregate) {
    const message = {
      aggregator_index: duty.validator_index,
      aggregate,
      selection_proof: duty.selectionProof,
    };
    const type = ssz.electra.AggregateAndProof;
    const value = type.fromJson(message);
    const slot = Number(duty.slot);
    const signature = this.signer.sign(duty.validator_index, type, value, DOMAIN_AGGREGATE_AND_PROOF, slot);
    return { message, signature };
  }

  async #publish(slot, aggregates) {
    if (aggregates.length === 0) return;
    const version = this.signer.config.getForkName(slot);
    await this.api.post("/eth/v2/validator/aggregate_and_proofs", aggregates, version);
  }
}

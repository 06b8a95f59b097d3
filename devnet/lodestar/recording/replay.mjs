// The part of the beacon chain that concerns attesting (consensus-specs altair to electra/beacon-chain.md),
// from a recording alone. It keeps to integers below 2^53 and to the names of the specification.

const FLAG_WEIGHTS = [14, 26, 14]; // timely source, target, head
const HEAD = 2;
const WEIGHT_DENOMINATOR = 64;
const PROPOSER_WEIGHT = 8;
const FAR_FUTURE = Infinity;

const integerSquareroot = (n) => {
  let x = Math.floor(Math.sqrt(n));
  while (x * x > n) x--;
  while ((x + 1) * (x + 1) <= n) x++;
  return x;
};
const div = (a, b) => Math.floor(a / b);
const sum = (list) => list.reduce((a, b) => a + b, 0);
const same = (a, b) => Number(a.epoch) === Number(b.epoch) && a.root === b.root;
const bitsOf = (hex, length) => {
  const bytes = Buffer.from(hex.slice(2), "hex");
  return Array.from({ length }, (_, i) => ((bytes[i >> 3] >> (i & 7)) & 1) === 1);
};

export class Replay {
  constructor(recording) {
    const zero = { epoch: 0, root: `0x${"00".repeat(32)}` };
    this.c = Object.fromEntries(
      Object.entries(recording.config).map(([k, v]) => [k, /^\d+$/.test(v) ? Number(v) : v]),
    );
    this.blockRoots = [recording.genesis.block_root]; // by slot
    this.balances = recording.validators.map((v) => v.balance);
    this.effective = recording.validators.map((v) => v.effective_balance);
    const isCompounding = (v) => v.withdrawal_credentials.startsWith("0x02");
    this.maxEffective = recording.validators.map((v) =>
      isCompounding(v) ? this.c.MAX_EFFECTIVE_BALANCE_ELECTRA : this.c.MIN_ACTIVATION_BALANCE,
    );
    this.validators = recording.validators.map(() => ({
      slashed: false,
      exit: FAR_FUTURE,
      withdrawable: FAR_FUTURE,
    }));
    this.previousParticipation = this.balances.map(() => 0);
    this.currentParticipation = this.balances.map(() => 0);
    this.inactivityScores = this.balances.map(() => 0);
    this.slashings = Array(this.c.EPOCHS_PER_SLASHINGS_VECTOR).fill(0);
    this.justificationBits = [false, false, false, false];
    this.previousJustified = this.currentJustified = this.finalized = zero;
    this.earliestExit = 0;
  }

  // --- accessors ---

  epochOf(slot) {
    return div(slot, this.c.SLOTS_PER_EPOCH);
  }

  blockRootOf(epoch) {
    return this.blockRoots[epoch * this.c.SLOTS_PER_EPOCH];
  }

  active(epoch) {
    return this.validators.flatMap(({ exit }, i) => (epoch < exit ? [i] : []));
  }

  totalBalance(indices) {
    return Math.max(this.c.EFFECTIVE_BALANCE_INCREMENT, sum(indices.map((i) => this.effective[i])));
  }

  baseReward(index, epoch) {
    const increment = this.c.EFFECTIVE_BALANCE_INCREMENT;
    const total = this.totalBalance(this.active(epoch));
    const perIncrement = div(increment * this.c.BASE_REWARD_FACTOR, integerSquareroot(total));
    return div(this.effective[index], increment) * perIncrement;
  }

  // --- blocks ---

  /**
   * Applies a slot without its rewards for the sync committee. Gives the proposer's reward for attestations.
   */
  processSlot({ slot, proposer_index: proposer, block }, committees) {
    this.blockRoots[slot] = block?.root ?? this.blockRoots[slot - 1];
    if (!block) return 0;
    for (const slashing of block.attester_slashings) this.processAttesterSlashing(slashing, slot, proposer);
    const reward = sum(block.attestations.map((a) => this.processAttestation(a, slot, committees)));
    this.balances[proposer] += reward;
    return reward;
  }

  attestingIndices({ aggregation_bits, committee_bits, data }, committees) {
    const slotCommittees = committees(Number(data.slot));
    const chosen = bitsOf(committee_bits, this.c.MAX_COMMITTEES_PER_SLOT).flatMap((bit, i) =>
      bit ? slotCommittees[i] : [],
    );
    const bits = bitsOf(aggregation_bits, chosen.length);
    return chosen.filter((_, i) => bits[i]);
  }

  participationFlags(data, delay, currentEpoch) {
    const isCurrent = Number(data.target.epoch) === currentEpoch;
    if (!same(data.source, isCurrent ? this.currentJustified : this.previousJustified))
      throw Error("wrong source");
    const isTarget = data.target.root === this.blockRootOf(Number(data.target.epoch));
    const isHead = isTarget && data.beacon_block_root === this.blockRoots[Number(data.slot)];
    return [delay <= integerSquareroot(this.c.SLOTS_PER_EPOCH), isTarget, isHead && delay === 1];
  }

  processAttestation(attestation, slot, committees) {
    const epoch = this.epochOf(slot);
    const { data } = attestation;
    const flags = this.participationFlags(data, slot - Number(data.slot), epoch);
    const participation =
      Number(data.target.epoch) === epoch ? this.currentParticipation : this.previousParticipation;
    let numerator = 0;
    for (const index of this.attestingIndices(attestation, committees)) {
      for (const [flag, weight] of FLAG_WEIGHTS.entries()) {
        if (!flags[flag] || participation[index] & (1 << flag)) continue;
        participation[index] |= 1 << flag;
        numerator += this.baseReward(index, epoch) * weight;
      }
    }
    return div(numerator, div((WEIGHT_DENOMINATOR - PROPOSER_WEIGHT) * WEIGHT_DENOMINATOR, PROPOSER_WEIGHT));
  }

  processAttesterSlashing({ attestation_1, attestation_2 }, slot, proposer) {
    const second = new Set(attestation_2.attesting_indices);
    const both = attestation_1.attesting_indices.filter((i) => second.has(i)).map(Number);
    for (const index of both.sort((a, b) => a - b)) this.slash(index, this.epochOf(slot), proposer);
  }

  /**
   * slash_validator. One exit an epoch is below the churn limit, so the exit queue is only its earliest
   * epoch.
   */
  slash(index, epoch, proposer) {
    const validator = this.validators[index];
    if (validator.slashed) return;
    this.earliestExit = Math.max(this.earliestExit, epoch + 1 + this.c.MAX_SEED_LOOKAHEAD);
    validator.exit = this.earliestExit;
    validator.slashed = true;
    const vector = this.c.EPOCHS_PER_SLASHINGS_VECTOR;
    validator.withdrawable = Math.max(
      validator.exit + this.c.MIN_VALIDATOR_WITHDRAWABILITY_DELAY,
      epoch + vector,
    );
    this.slashings[epoch % vector] += this.effective[index];
    this.balances[index] -= div(this.effective[index], this.c.MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA);
    this.balances[proposer] += div(this.effective[index], this.c.WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA);
  }

  // --- epochs ---

  unslashedParticipating(participation, flag, epoch) {
    return this.active(epoch).filter((i) => participation[i] & (1 << flag) && !this.validators[i].slashed);
  }

  eligible(epoch) {
    const previous = Math.max(0, epoch - 1);
    const isEligible = ({ slashed, exit, withdrawable }) =>
      previous < exit || (slashed && previous + 1 < withdrawable);
    return this.validators.flatMap((validator, i) => (isEligible(validator) ? [i] : []));
  }

  isInLeak(epoch) {
    return Math.max(0, epoch - 1) - this.finalized.epoch > this.c.MIN_EPOCHS_TO_INACTIVITY_PENALTY;
  }

  /** process_epoch, as far as it concerns attesting and slashing. */
  processEpoch(epoch) {
    this.processJustificationAndFinalization(epoch);
    this.processInactivityUpdates(epoch);
    this.processRewardsAndPenalties(epoch);
    this.processSlashings(epoch);
    this.processEffectiveBalanceUpdates();
    this.slashings[(epoch + 1) % this.slashings.length] = 0;
    this.previousParticipation = this.currentParticipation;
    this.currentParticipation = this.balances.map(() => 0);
  }

  processJustificationAndFinalization(epoch) {
    if (epoch <= 1) return;
    const { previousJustified: oldPrevious, currentJustified: oldCurrent } = this;
    const supports = (participation, of) =>
      this.totalBalance(this.unslashedParticipating(participation, 1, of)) * 3 >=
      this.totalBalance(this.active(epoch)) * 2;
    this.previousJustified = this.currentJustified;
    const bits = (this.justificationBits = [false, ...this.justificationBits.slice(0, 3)]);
    if (supports(this.previousParticipation, epoch - 1)) {
      this.currentJustified = { epoch: epoch - 1, root: this.blockRootOf(epoch - 1) };
      bits[1] = true;
    }
    if (supports(this.currentParticipation, epoch)) {
      this.currentJustified = { epoch, root: this.blockRootOf(epoch) };
      bits[0] = true;
    }
    if (bits[1] && bits[2] && bits[3] && oldPrevious.epoch + 3 === epoch) this.finalized = oldPrevious;
    if (bits[1] && bits[2] && oldPrevious.epoch + 2 === epoch) this.finalized = oldPrevious;
    if (bits[0] && bits[1] && bits[2] && oldCurrent.epoch + 2 === epoch) this.finalized = oldCurrent;
    if (bits[0] && bits[1] && oldCurrent.epoch + 1 === epoch) this.finalized = oldCurrent;
  }

  processInactivityUpdates(epoch) {
    if (epoch === 0) return;
    const scores = this.inactivityScores;
    const timely = new Set(this.unslashedParticipating(this.previousParticipation, 1, epoch - 1));
    for (const i of this.eligible(epoch)) {
      if (timely.has(i)) scores[i] -= Math.min(1, scores[i]);
      else scores[i] += this.c.INACTIVITY_SCORE_BIAS;
      if (!this.isInLeak(epoch)) scores[i] -= Math.min(this.c.INACTIVITY_SCORE_RECOVERY_RATE, scores[i]);
    }
  }

  processRewardsAndPenalties(epoch) {
    if (epoch === 0) return;
    const deltas = this.balances.map(() => 0);
    const increment = this.c.EFFECTIVE_BALANCE_INCREMENT;
    const activeIncrements = div(this.totalBalance(this.active(epoch)), increment);
    const eligible = this.eligible(epoch);
    for (const [flag, weight] of FLAG_WEIGHTS.entries()) {
      const participating = this.unslashedParticipating(this.previousParticipation, flag, epoch - 1);
      const increments = div(this.totalBalance(participating), increment);
      const timely = new Set(participating);
      for (const i of eligible) {
        const weighted = this.baseReward(i, epoch) * weight;
        if (!timely.has(i)) deltas[i] -= flag === HEAD ? 0 : div(weighted, WEIGHT_DENOMINATOR);
        else if (!this.isInLeak(epoch)) {
          deltas[i] += div(weighted * increments, activeIncrements * WEIGHT_DENOMINATOR);
        }
      }
    }
    const timely = new Set(this.unslashedParticipating(this.previousParticipation, 1, epoch - 1));
    const quotient = this.c.INACTIVITY_SCORE_BIAS * this.c.INACTIVITY_PENALTY_QUOTIENT_BELLATRIX;
    for (const i of eligible) {
      if (!timely.has(i)) deltas[i] -= div(this.effective[i] * this.inactivityScores[i], quotient);
      this.balances[i] = Math.max(0, this.balances[i] + deltas[i]);
    }
  }

  processSlashings(epoch) {
    const total = this.totalBalance(this.active(epoch));
    const increment = this.c.EFFECTIVE_BALANCE_INCREMENT;
    const adjusted = Math.min(sum(this.slashings) * this.c.PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX, total);
    const perIncrement = div(adjusted, div(total, increment));
    for (const [i, { slashed, withdrawable }] of this.validators.entries()) {
      if (!slashed || epoch + this.slashings.length / 2 !== withdrawable) continue;
      this.balances[i] = Math.max(0, this.balances[i] - perIncrement * div(this.effective[i], increment));
    }
  }

  processEffectiveBalanceUpdates() {
    const increment = this.c.EFFECTIVE_BALANCE_INCREMENT;
    const step = div(increment, this.c.HYSTERESIS_QUOTIENT);
    for (const [i, balance] of this.balances.entries()) {
      const isLower = balance + step * this.c.HYSTERESIS_DOWNWARD_MULTIPLIER < this.effective[i];
      const isHigher = this.effective[i] + step * this.c.HYSTERESIS_UPWARD_MULTIPLIER < balance;
      if (isLower || isHigher)
        this.effective[i] = Math.min(balance - (balance % increment), this.maxEffective[i]);
    }
  }
}

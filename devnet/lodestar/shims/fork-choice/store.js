import { withHex } from "./roots.js";

/**
 * What the fork choice knows besides blocks and votes. Balances are those of the justified state, in
 * increments.
 */
export class ForkChoiceStore {
  constructor(currentSlot, justified, finalized, justifiedBalances, balancesGetter, _stateGetter, events) {
    this.currentSlot = currentSlot;
    this.justified = withHex(justified);
    this.finalized = withHex(finalized);
    this.unrealizedJustified = this.justified;
    this.unrealizedFinalized = this.finalized;
    this.balances = justifiedBalances;
    this.balancesGetter = balancesGetter;
    this.events = events;
  }
}

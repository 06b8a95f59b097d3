// Planned misbehaviour of interop validators: which validator does what wrong in which epochs.
//
//   {"validators": "3,8-11", "epochs": "3-5", "kind": "absent"}
//
// kind          what the validator does in the epochs named
// absent        does not attest; proposes and serves in the sync committee
// offline       does nothing at all
// noBlock       does not propose
// late          attests rightly, but publishes it `slots` slots later, alone in an aggregate of its own
// staleHead     votes for the block before the head; at an epoch's first block the target is stale with it
// doubleVote    attests rightly, and is brought before the chain for a vote with a stale head besides
// surroundVote  attests rightly, and is brought before the chain for a vote around that one

const KINDS = ["absent", "offline", "noBlock", "late", "staleHead", "doubleVote", "surroundVote"];

/** The integers of a list such as "3,8-11". */
function integers(list) {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(list)) throw Error(`"${list}" is not a list such as "3,8-11"`);
  return list.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

export class MisbehaviourPlan {
  #byValidator = new Map();

  /** @param misbehaviours The setting of that name. */
  constructor(misbehaviours) {
    for (const { validators, epochs, kind, slots } of misbehaviours) {
      if (!KINDS.includes(kind)) throw Error(`misbehaviour "${kind}" is none of ${KINDS.join(", ")}`);
      const isLate = kind === "late";
      if (isLate && !(slots > 0)) throw Error('misbehaviour "late" needs slots, how many it is late by');
      if (!isLate && slots !== undefined) throw Error(`misbehaviour "${kind}" has no slots`);
      for (const validator of integers(validators)) {
        const planned = this.#byValidator.get(validator) ?? [];
        planned.push({ kind, slots, epochs: new Set(integers(epochs)) });
        this.#byValidator.set(validator, planned);
      }
    }
  }

  /** Whether the validator's plan for the epoch has one of the kinds. */
  has(validator, epoch, ...kinds) {
    return this.#planned(validator, epoch).some((entry) => kinds.includes(entry.kind));
  }

  /** How many slots late the validator attests in the epoch; 0 if it is not late. */
  slotsLate(validator, epoch) {
    return this.#planned(validator, epoch).find((entry) => entry.kind === "late")?.slots ?? 0;
  }

  #planned(validator, epoch) {
    return (this.#byValidator.get(Number(validator)) ?? []).filter((entry) => entry.epochs.has(epoch));
  }
}

// What became of the attestations of an epoch, from the state at the end of the epoch after it.

const TIMELY = { source: 1, target: 2, head: 4 }; // participation flags

/**
 * Sums up the epoch before that of the given state, whose participation is complete once the state is the
 * last of its epoch.
 * @param state A beacon state as the debug endpoint gives it.
 * @param settings The run's settings.
 * @param slotsPerEpoch SLOTS_PER_EPOCH.
 */
export function epochSummary(state, settings, slotsPerEpoch) {
  const epoch = Math.floor(Number(state.slot) / slotsPerEpoch) - 1;
  const flags = state.previous_epoch_participation.map(Number);
  return {
    event: "epoch",
    epoch,
    blocks: blocksIn(epoch, state.block_roots, slotsPerEpoch),
    justified: Number(state.current_justified_checkpoint.epoch),
    finalized: Number(state.finalized_checkpoint.epoch),
    interop: votes(flags.slice(0, settings.interopValidators)),
    external: votes(flags.slice(settings.interopValidators)),
  };
}

function votes(flags) {
  const timely = (flag) => flags.filter((f) => (f & flag) !== 0).length;
  return {
    validators: flags.length,
    source: timely(TIMELY.source),
    target: timely(TIMELY.target),
    head: timely(TIMELY.head),
  };
}

/** A slot without a block repeats the root of the slot before. Slot 0 is genesis. */
function blocksIn(epoch, blockRoots, slotsPerEpoch) {
  let blocks = 0;
  for (let slot = Math.max(1, epoch * slotsPerEpoch); slot < (epoch + 1) * slotsPerEpoch; slot++) {
    const root = (s) => blockRoots[s % blockRoots.length];
    if (root(slot) !== root(slot - 1)) blocks++;
  }
  return blocks;
}

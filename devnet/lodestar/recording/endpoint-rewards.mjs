// What Lodestar's attestation rewards endpoint answers, which departs from the specification in three ways:
// it rounds to the nearest Gwei; it judges the leak by the state before the transition; and for the
// inactivity penalty it takes the scores before the transition and the quotient of Altair.
const INACTIVITY_PENALTY_QUOTIENT_ALTAIR = 3 * 2 ** 24;
const WEIGHTS = { source: 14, target: 26, head: 14 };
const WEIGHT_DENOMINATOR = 64;

/**
 * The rows of `total_rewards` for the votes of the epoch before.
 * @param replay The chain at the end of the epoch, before the transition.
 */
export function endpointRewards(replay, epoch) {
  const increment = replay.c.EFFECTIVE_BALANCE_INCREMENT;
  const active = replay.totalBalance(replay.active(epoch)) / increment;
  const isInLeak = replay.isInLeak(epoch);
  const timely = Object.keys(WEIGHTS).map((_, flag) => {
    const indices = replay.unslashedParticipating(replay.previousParticipation, flag, epoch - 1);
    return { indices: new Set(indices), increments: replay.totalBalance(indices) / increment };
  });
  return replay.eligible(epoch).map((index) => {
    const row = { head: 0, target: 0, source: 0, inclusion_delay: 0, inactivity: 0, validator_index: index };
    for (const [flag, [name, weight]] of Object.entries(WEIGHTS).entries()) {
      const weighted = replay.baseReward(index, epoch) * weight;
      const reward = Math.round((weighted * timely[flag].increments) / active / WEIGHT_DENOMINATOR);
      const penalty = name === "head" ? 0 : -Math.round(weighted / WEIGHT_DENOMINATOR);
      row[name] = timely[flag].indices.has(index) ? (isInLeak ? 0 : reward) : penalty;
    }
    if (!timely[1].indices.has(index)) {
      const quotient = replay.c.INACTIVITY_SCORE_BIAS * INACTIVITY_PENALTY_QUOTIENT_ALTAIR;
      row.inactivity = -Math.floor((replay.effective[index] * replay.inactivityScores[index]) / quotient);
    }
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
  });
}

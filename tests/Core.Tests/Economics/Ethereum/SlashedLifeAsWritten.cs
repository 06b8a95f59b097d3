using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

/// <summary>
/// The epochs of a slashed group with one entry for each validator, as a beacon state has them.
/// </summary>
internal static class SlashedLifeAsWritten
{
    internal static SlashedLife OfFirst(SlashedGroup group, BeaconParameters parameters)
    {
        Entry[] entries = Slash(group, parameters);
        Entry first = entries[0];
        Gwei initial = group.EffectiveBalance - first.Balance;
        var (attestations, correlation) = (new Gwei(0), new Gwei(0));
        for (Epoch epoch = group.Epoch; epoch < first.Withdrawable; epoch += 1)
        {
            Gwei total = group.TotalActive - group.Stake;
            foreach (Entry entry in entries)
            {
                total += entry.Exit > epoch ? entry.EffectiveBalance : default;
            }

            total = EffectiveBalances.AtLeastOneIncrement(total);
            Gwei before = first.Balance;
            ChargeVotes(entries, epoch, total);
            attestations += before - first.Balance;
            before = first.Balance;
            ChargeCorrelation(entries, epoch, new(group.Stake + group.OthersSlashed, total), parameters);
            correlation += before - first.Balance;
            foreach (Entry entry in entries)
            {
                entry.EffectiveBalance =
                    EffectiveBalances.Next(entry.EffectiveBalance, entry.Balance, EffectiveBalances.Max);
            }
        }

        return new(
            initial,
            attestations,
            correlation,
            first.Balance,
            first.Exit,
            entries[^1].Exit,
            first.Withdrawable);
    }

    private static Entry[] Slash(SlashedGroup group, BeaconParameters parameters)
    {
        var entries = new Entry[group.Validators];
        var queue = ExitQueue.Empty(group.Epoch, group.TotalActive, parameters.Churn);
        for (int i = 0; i < entries.Length; i++)
        {
            QueuedExit exit = queue.Enqueue(group.EffectiveBalance);
            queue = exit.Queue;
            ulong held = group.Epoch.Value + parameters.EpochsPerSlashingsVector;
            entries[i] = new()
            {
                Exit = exit.ExitEpoch,
                Withdrawable = new(Math.Max(exit.WithdrawableEpoch.Value, held)),
                EffectiveBalance = group.EffectiveBalance,
                Balance = group.EffectiveBalance.MinusOrZero(
                    SlashingPenalties.Initial(group.EffectiveBalance, parameters.Penalties)),
            };
        }

        return entries;
    }

    private static void ChargeVotes(Entry[] entries, Epoch epoch, Gwei total)
    {
        Gwei perIncrement = BaseRewards.PerIncrement(total);
        foreach (Entry entry in entries.Where(e => epoch < e.Withdrawable))
        {
            Gwei baseReward = BaseRewards.Of(entry.EffectiveBalance, perIncrement);
            foreach (ParticipationFlag flag in ParticipationFlagWeights.Flags)
            {
                entry.Balance = entry.Balance.MinusOrZero(FlagDeltas.Penalty(baseReward, flag));
            }
        }
    }

    private static void ChargeCorrelation(
        Entry[] entries, Epoch epoch, SlashedStake stake, BeaconParameters parameters)
    {
        Epoch due = epoch + (parameters.EpochsPerSlashingsVector / 2);
        foreach (Entry entry in entries.Where(e => e.Withdrawable == due))
        {
            Gwei perIncrement = SlashingPenalties.CorrelationPerIncrement(stake, parameters.Penalties);
            entry.Balance = entry.Balance.MinusOrZero(
                SlashingPenalties.Correlation(entry.EffectiveBalance, perIncrement));
        }
    }

    private sealed class Entry
    {
        internal Epoch Exit { get; init; }

        internal Epoch Withdrawable { get; init; }

        internal Gwei Balance { get; set; }

        internal Gwei EffectiveBalance { get; set; }
    }
}

using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>A devnet's end in words.</summary>
internal static class SummaryText
{
    internal static IEnumerable<string> Lines(DevnetSummary summary)
    {
        string finalized = summary.FinalizedEpoch.TryGet(out Epoch epoch)
            ? $"epoch {epoch} finalized"
            : "nothing finalized";
        yield return $"{summary.Seconds} s, pool chain at height {summary.Height}, {finalized}";
        if (summary.SignedAfter.Count > 0)
        {
            yield return "signed after the slot's start: "
                + $"{summary.SignedAfter.MedianMilliseconds} ms in the median, "
                + $"{summary.SignedAfter.NinetyNinthMilliseconds} ms at the 99th percentile of {summary.SignedAfter.Count}";
        }

        foreach (PoolSummary pool in summary.Pools)
        {
            yield return Line(pool);
        }

        if (summary.Money.TryGet(out MoneyStanding? money))
        {
            yield return $"staker: {Amounts.Ether(money.Free)} free, {Amounts.Ether(money.Locked)} locked; "
                + $"{Amounts.Ether(money.Reward)} of it earned";
            yield return
                $"collateral: {Amounts.Ether(money.Collateral)} left, {Amounts.Ether(money.Burned)} burned";
        }

        if (summary.Money.TryGet(out money) && money.Dead.TryGet(out OperatorId dead))
        {
            yield return $"operator {dead}, killed: fined {Amounts.Ether(money.Fined)}, "
                + $"{Amounts.Ether(money.Bond)} of its bond left";
        }

        foreach (string problem in summary.Problems)
        {
            yield return $"problem: {problem}";
        }

        if (summary.DataDir.TryGet(out string? folder))
        {
            yield return $"logs and data: {folder}";
        }

        yield return summary.IsWell ? "All is well." : "Something went wrong.";
    }

    private static string Line(PoolSummary pool)
    {
        string key = pool.GroupKey.TryGet(out G1Bytes bytes) ? $"{bytes}" : "none";
        string earned = pool.EpochsCompared == 0
            ? string.Empty
            : $"; earned {pool.EarnedGwei} Gwei by attesting in {pool.EpochsCompared} epochs, the others of its slots "
                + $"{pool.OthersGwei} on the average";
        return $"pool {pool.Pool}: {pool.Made} attestations made, {pool.Missed} missed, "
            + $"{pool.HandOvers} hand-overs{earned}; key {key}";
    }
}

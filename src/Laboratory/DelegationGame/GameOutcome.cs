namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>How decentralised a game has come out.</summary>
/// <param name="Pools">How many pools there are.</param>
/// <param name="Operators">How many players run them.</param>
/// <param name="Splitters">How many of these run two or more.</param>
/// <param name="NakamotoCoefficient">
/// The fewest operators whose pools hold more than half of the stake that is in pools; 0 without pools.
/// </param>
/// <param name="Pledge">The pledge of all pools, a part of all stake.</param>
/// <param name="MeanMargin">The mean margin of pools.</param>
/// <param name="Gini">
/// How unevenly stake in pools lies with operators: 0 for alike, near 1 for all with one.
/// </param>
public sealed record GameOutcome(
    int Pools,
    int Operators,
    int Splitters,
    int NakamotoCoefficient,
    double Pledge,
    double MeanMargin,
    double Gini)
{
    /// <summary>Measures the pools that are there now.</summary>
    public static GameOutcome Of(Game game)
    {
        ArgumentNullException.ThrowIfNull(game);
        Pool[] pools = [.. game.Pools];
        double[] stakes =
        [
            .. pools.GroupBy(static p => p.Owner.Number).Select(static g =>
                g.Sum(static p => p.Stake)).Order(),
        ];
        return new(
            pools.Length,
            stakes.Length,
            pools.GroupBy(static p => p.Owner.Number).Count(static g => g.Count() > 1),
            Nakamoto(stakes),
            pools.Sum(static p => p.Plan.Pledge),
            pools.Length == 0 ? 0 : pools.Average(static p => p.Plan.Margin),
            GiniOf(stakes));
    }

    private static int Nakamoto(double[] ascending)
    {
        // Half of alike pools is not more than half, whatever the rounding of their sum.
        double half = ascending.Sum() / 2 * (1 + 1e-12);
        double sum = 0;
        int count = 0;
        for (int i = ascending.Length - 1; i >= 0 && sum <= half; i--)
        {
            sum += ascending[i];
            count++;
        }

        return count;
    }

    private static double GiniOf(double[] ascending)
    {
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < ascending.Length; i++)
        {
            weighted += (i + 1) * ascending[i];
            sum += ascending[i];
        }

        int n = ascending.Length;
        return sum == 0 ? 0 : (2 * weighted / (n * sum)) - ((n + 1.0) / n);
    }
}

using System.Globalization;
using TrustlessPools.Laboratory.DelegationGame;
using TrustlessPools.Testing;

namespace TrustlessPools.Laboratory.Tests.DelegationGame;

/// <summary>
/// The same agents in the same order end with the same pools as in the published engine: what it wrote is
/// vectors/econ/rss_engine.
/// </summary>
public sealed class PublishedEngineConformanceTests
{
    private const string Folder = "econ/rss_engine";
    private const double Tolerance = 1e-12;

    [Fact]
    public void The_pools_are_the_same() =>
        VectorSuite.Open(Folder).EachTextBelow("pools_*_sequential_*.csv", (name, text) =>
    {
        Game game = Setting.Of(name).Play();
        Assert.True(game.IsAtRest);
        string[][] rows = Rows(text);
        Pool[] pools = [.. game.Pools.OrderBy(static p => p.Owner.Number).ThenBy(static p => p.Number)];
        Assert.Equal(rows.Length, pools.Length);
        foreach ((string[] row, Pool pool) in rows
            .OrderBy(static r => int.Parse(r[1], CultureInfo.InvariantCulture))
            .ThenBy(static r => int.Parse(r[0], CultureInfo.InvariantCulture))
            .Zip(pools))
        {
            Assert.Equal(row[0], pool.Number.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row[1], pool.Owner.Number.ToString(CultureInfo.InvariantCulture));
            Close(row[2], pool.Plan.Pledge);
            Close(row[3], pool.Stake);
            Close(row[4], pool.Plan.Cost);
            Close(row[5], pool.Plan.Margin);
            Close(row[6], pool.Plan.PotentialProfit);
            Assert.Equal(row[7], pool.Plan.IsPrivate.ToString());
            Assert.Equal(row[8], pool.Delegators.ToString(CultureInfo.InvariantCulture));
        }
    }).Finish();

    /// <summary>The engine's summary: how many rounds it took, and how concentrated the pools are.</summary>
    [Fact]
    public void The_summaries_are_the_same() => VectorSuite.Open(Folder).EachCase(
        "summary.json", static summary => summary.GetProperty("runs").EnumerateArray(), static (_, run) =>
        {
            string tag = run.GetProperty("tag").GetString()!;
            if (!tag.Contains("sequential", StringComparison.Ordinal))
            {
                return;
            }

            Game game = Setting.Of($"pools_{tag}.csv").Play();
            var outcome = GameOutcome.Of(game);
            Assert.Equal(run.GetProperty("converged").GetBoolean(), game.IsAtRest);
            Assert.Equal(run.GetProperty("pools").GetInt32(), outcome.Pools);
            Assert.Equal(run.GetProperty("operators").GetInt32(), outcome.Operators);
            Assert.Equal(run.GetProperty("nakamoto").GetInt32(), outcome.NakamotoCoefficient);
            Assert.Equal(run.GetProperty("splitters").GetInt32(), outcome.Splitters);
            Assert.Equal(run.GetProperty("total_pledge").GetDouble(), outcome.Pledge, Tolerance);
        }).Finish();

    private static void Close(string expected, double actual) =>
        Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), actual, Tolerance);

    private static string[][] Rows(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static l => l.Trim().Split(','))];

    /// <summary>What a file's name says: pools_n200_k20_a00.3_sequential_rs1.csv.</summary>
    private sealed record Setting(string Tag, int Agents, int TargetPools, double PledgeInfluence, int Scheme)
    {
        private static readonly RewardForm[] Forms =
            [RewardForm.Cardano, RewardForm.Simplified, RewardForm.Flat, RewardForm.Curved];

        internal string AgentsFile => $"agents_n{Agents}_seed42.csv";

        internal static Setting Of(string name)
        {
            string tag = Path.GetFileNameWithoutExtension(name)["pools_".Length..];
            string[] parts = tag.Split('_');
            Assert.Equal("sequential", parts[3]);
            return new(
                tag,
                int.Parse(parts[0][1..], CultureInfo.InvariantCulture),
                int.Parse(parts[1][1..], CultureInfo.InvariantCulture),
                double.Parse(parts[2][2..], CultureInfo.InvariantCulture),
                int.Parse(parts[4][2..], CultureInfo.InvariantCulture));
        }

        internal Game Play()
        {
            string agents = System.Text.Encoding.UTF8.GetString(VectorSuite.ReadBytes(Folder, AgentsFile));
            var scheme = new RewardScheme(Forms[Scheme], TargetPools, PledgeInfluence, leverageCap: 100);
            var game = new Game(
                new(scheme, TargetPools, ExtraPoolCost: 0.4, Threshold: 1e-9, IdleRounds: 10, RoundsMax: 300),
                [.. Rows(agents).Select(static r => (
                    double.Parse(r[1], CultureInfo.InvariantCulture),
                    double.Parse(r[2], CultureInfo.InvariantCulture)))]);
            game.Play(random: null, after: null);
            return game;
        }
    }
}

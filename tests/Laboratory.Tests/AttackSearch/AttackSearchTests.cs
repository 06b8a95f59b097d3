using TrustlessPools.Laboratory.AttackSearch;

namespace TrustlessPools.Laboratory.Tests.AttackSearch;

/// <summary>The attacks that are known are found, and nothing where the design has none.</summary>
public sealed class AttackSearchTests
{
    private static readonly AttackSearchExperiment Experiment =
        (AttackSearchExperiment)Runs.Prepare(new AttackSearchQuestion());

    [Fact]
    public void The_pool_of_one_is_found()
    {
        Attack attack = Find("seed.protocol")!;
        Assert.Equal(
            [
                "opens a fund of its own", "account 1 posts 0.32 ETH of collateral in its own fund",
                "locks a stake in its own fund",
            ],
            attack.Steps.SkipLast(1));
        Assert.StartsWith(
            "signs two blocks with its own validator", attack.Steps.Last(), StringComparison.Ordinal);
        Assert.Equal(0.32, attack.Cost, 9);
        Assert.True(attack.Factor > 10);
    }

    [Fact]
    public void Spending_after_the_snapshot_is_found_and_costs_nothing()
    {
        Attack attack = Find("liquid.protocol")!;
        Assert.Equal(
            [
                "delegates its balance", "waits for the next snapshot", "spends its balance",
                "waits for the next snapshot",
            ],
            attack.Steps);
        Assert.Equal(0, attack.Cost);
        Assert.Equal(33, attack.Damage, 9);
    }

    [Fact]
    public void Choosing_which_blocks_to_share_is_found_under_equal_weights()
    {
        Attack attack = Find("equal.miners")!;
        double mean = Target.Rewards.Average(static r => r.Value / 1e8);
        Assert.Equal(1.033, SharingPosition.IncomeOf(attack, 0.01, mean), 3);
        Assert.All(attack.Steps, static s =>
            Assert.StartsWith("keeps its blocks of", s, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("seed.staker")]
    [InlineData("locked.protocol")]
    [InlineData("amount.miners")]
    public void Nothing_is_found_where_the_design_has_no_such_attack(string target) =>
        Assert.Null(Find(target));

    /// <summary>No act of a found story can be left out.</summary>
    [Fact]
    public void Stories_are_minimal()
    {
        World world = Experiment.Draw(new(1, 0));
        foreach (Target target in Target.All)
        {
            if (Find(target.Name) is not { } attack)
            {
                continue;
            }

            string[] steps = [.. attack.Steps];
            for (int i = 0; i < steps.Length; i++)
            {
                Attack? shorter = Search.Replay(target.Start(world), [.. steps[..i], .. steps[(i + 1)..]]);
                Assert.True(
                    shorter is null || shorter.Damage < attack.Damage || shorter.Cost > attack.Cost,
                    $"{target.Name} does without: {steps[i]}");
            }
        }
    }

    [Fact]
    public void A_search_that_is_given_up_says_so()
    {
        Target target = Target.All[0];
        Search.Cheapest(
            target.Start(Experiment.Draw(new(1, 0))), depth: 6, positionsMax: 100, out bool isComplete);
        Assert.False(isComplete);
    }

    private static Attack? Find(string name)
    {
        Target target = Target.All.Single(t => t.Name == name);
        return Search.Cheapest(
            target.Start(Experiment.Draw(new(1, 0))), Experiment.Depth, positionsMax: 100_000, out _);
    }
}

using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>What is the cheapest that an attacker can do to each design?</summary>
/// <remarks>Spec: docs/spec/simulation.md#attack-search.</remarks>
public sealed class AttackSearchQuestion : IQuestion
{
    internal const string Depth = "depth";
    internal const string Positions = "positions";
    internal const string Accounts = "accounts";
    internal const string Ratio = "ratio";
    internal const string Together = "slashed-together";

    public string Name => "attack-search";

    public string Asks =>
        "What is the cheapest sequence of operations that makes a staker, the protocol or other miners "
            + "lose, in each design?";

    public int DefaultReplicas => 8;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new IntegerKey(Depth, "The most acts of an attack.", 4, 1, 12),
        new IntegerKey(
            Positions, "After how many positions a search is given up.", 100_000, 100, 100_000_000),
        new IntegerKey(Accounts, "The attacker's accounts, each a seat that it can take.", 2, 1, 8),
        new RatioKey(
            Ratio, "The collateral for each unit of stake.", new(1, 100), new(1, 10_000),
                Primitives.Ratio.One),
        new IntegerKey(
            Together,
            "The most validators of the network that are slashed along with the attacker's; each replica "
                + "draws how many.",
            100_000,
            1,
            1_000_000),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        refusal = null;
        return new AttackSearchExperiment(scenario);
    }
}

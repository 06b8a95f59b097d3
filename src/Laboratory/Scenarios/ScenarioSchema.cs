namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>The keys that the scenarios of one question may set.</summary>
/// <param name="Version">Rises when an older file would be read with another meaning; from 1.</param>
/// <param name="Keys">In the order of documents and reports.</param>
public sealed record ScenarioSchema(int Version, IReadOnlyList<ScenarioKey> Keys)
{
    /// <summary>The keys' names.</summary>
    public IReadOnlyList<string> Names => [.. Keys.Select(static k => k.Name)];

    /// <summary>What a key permits, in words.</summary>
    public static string Permitted(ScenarioKey key) => ScenarioValues.Permitted(key);

    /// <summary>The scenario in which every key has its default.</summary>
    public Scenario Defaults() => new(this, Keys.ToDictionary(static k => k.Name, Default));

    private static object Default(ScenarioKey key) => key switch
    {
        IntegerKey k => k.Default,
        RatioKey k => k.Default,
        IntegersKey k => k.Default,
        RatiosKey k => k.Default,
        ChoiceKey k => k.Allowed[0],
        ChoicesKey k => k.Default,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

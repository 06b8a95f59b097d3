using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>What a run assumes: a value for every key of its question's schema.</summary>
public sealed class Scenario
{
    private readonly IReadOnlyDictionary<string, object> _values;

    internal Scenario(ScenarioSchema schema, IReadOnlyDictionary<string, object> values)
    {
        Invariant.Holds(
            schema.Keys.Count == values.Count && schema.Keys.All(k => values.ContainsKey(k.Name)),
            "A scenario has a value for every key and no other.");
        Schema = schema;
        _values = values;
    }

    /// <summary>What the keys mean.</summary>
    public ScenarioSchema Schema { get; }

    /// <summary>The value of an <see cref="IntegerKey"/>.</summary>
    public long Integer(string key) => (long)_values[key];

    /// <summary>The value of a <see cref="RatioKey"/>.</summary>
    public Ratio Ratio(string key) => (Ratio)_values[key];

    /// <summary>The value of an <see cref="IntegersKey"/>.</summary>
    public IReadOnlyList<long> Integers(string key) => (IReadOnlyList<long>)_values[key];

    /// <summary>The value of a <see cref="RatiosKey"/>.</summary>
    public IReadOnlyList<Ratio> Ratios(string key) => (IReadOnlyList<Ratio>)_values[key];

    /// <summary>The value of a <see cref="ChoiceKey"/>.</summary>
    public string Choice(string key) => (string)_values[key];

    /// <summary>The value of a <see cref="ChoicesKey"/>.</summary>
    public IReadOnlyList<string> Choices(string key) => (IReadOnlyList<string>)_values[key];

    /// <summary>A key's value as texts that are read back as the same value.</summary>
    public IReadOnlyList<string> Texts(string key) => ScenarioValues.Texts(_values[key]);

    /// <summary>The same scenario with one value changed; its type and range are the key's.</summary>
    public Scenario With(string key, object value)
    {
        Invariant.Holds(_values.ContainsKey(key), "Only a key of the schema is changed.");
        return new(Schema, new Dictionary<string, object>(_values) { [key] = value });
    }
}

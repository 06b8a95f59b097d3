using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>One key that scenarios may set.</summary>
/// <param name="Name">As in the file: lower case, words joined by dashes.</param>
/// <param name="Meaning">A sentence with the unit.</param>
public abstract record ScenarioKey(string Name, string Meaning);

/// <summary>A key of one integer.</summary>
public sealed record IntegerKey(string Name, string Meaning, long Default, long Min, long Max)
    : ScenarioKey(Name, Meaning);

/// <summary>A key of one exact number: a decimal, or a fraction in quotes: 0.05, "1/3".</summary>
public sealed record RatioKey(string Name, string Meaning, Ratio Default, Ratio Min, Ratio Max)
    : ScenarioKey(Name, Meaning);

/// <summary>A key of several integers, in ascending order and without repetition.</summary>
public sealed record IntegersKey(
    string Name, string Meaning, IReadOnlyList<long> Default, long Min, long Max, int CountMax)
    : ScenarioKey(Name, Meaning);

/// <summary>A key of several exact numbers, in ascending order and without repetition.</summary>
public sealed record RatiosKey(
    string Name, string Meaning, IReadOnlyList<Ratio> Default, Ratio Min, Ratio Max, int CountMax)
    : ScenarioKey(Name, Meaning);

/// <summary>A key of one of some words; the first is the default.</summary>
public sealed record ChoiceKey(string Name, string Meaning, IReadOnlyList<string> Allowed)
    : ScenarioKey(Name, Meaning);

/// <summary>A key of several of some words, in any order and without repetition.</summary>
public sealed record ChoicesKey(
    string Name, string Meaning, IReadOnlyList<string> Default, IReadOnlyList<string> Allowed)
    : ScenarioKey(Name, Meaning);

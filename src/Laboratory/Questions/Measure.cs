namespace TrustlessPools.Laboratory.Questions;

/// <summary>One number that every replica yields.</summary>
/// <param name="Name">Lower case words joined by dots and dashes, such as <c>sd.sharing.h144</c>.</param>
/// <param name="Unit">Such as <c>BTC</c>, <c>Gwei</c> or <c>1</c> for a pure number.</param>
/// <param name="Meaning">A sentence for the reader of the table.</param>
public sealed record Measure(string Name, string Unit, string Meaning);

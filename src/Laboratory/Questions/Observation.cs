namespace TrustlessPools.Laboratory.Questions;

/// <summary>What one replica yielded.</summary>
/// <param name="Values">One finite number for each measure, in their order.</param>
/// <param name="Story">What happened, as one line of JSON, where numbers do not tell it; or null.</param>
public sealed record Observation(IReadOnlyList<double> Values, string? Story = null);

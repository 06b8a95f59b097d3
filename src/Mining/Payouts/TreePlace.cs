namespace TrustlessPools.Mining.Payouts;

/// <summary>Where in a tree an output is.</summary>
/// <param name="Parent">The transaction.</param>
/// <param name="Index">Which of its outputs, from 0.</param>
public readonly record struct TreePlace(NodeNumber Parent, uint Index);

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>Validators alike that are slashed in one epoch, in a network that goes on finalizing.</summary>
/// <remarks>
/// Each has a balance of exactly its effective balance before. The exit queue is empty before, and nobody
/// else joins, leaves, is slashed or changes its effective balance while they are held.
/// </remarks>
public sealed record SlashedGroup
{
    /// <summary>How many, in the order of their slashing; positive.</summary>
    public required ulong Validators { get; init; }

    /// <summary>The effective balance of each, whole increments. Default 32 ETH.</summary>
    public Gwei EffectiveBalance { get; init; } = EffectiveBalances.MinActivation;

    /// <summary>The total active balance, with theirs.</summary>
    public required Gwei TotalActive { get; init; }

    /// <summary>
    /// What is slashed besides them, counts with them and is not active. Default 0.
    /// </summary>
    public Gwei OthersSlashed { get; init; }

    /// <summary>The epoch of the slashing. Default 0, so that epochs of the result are offsets.</summary>
    public Epoch Epoch { get; init; }

    /// <summary>The effective balance of all.</summary>
    public Gwei Stake => EffectiveBalance * Validators;
}

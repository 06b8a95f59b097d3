namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>What a block's rules need to know of the chain before it, and of the clock.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="MedianTimePast">The median time of the 11 blocks before, in seconds since 1970.</param>
/// <param name="Now">The time of whoever judges, in seconds since 1970.</param>
public sealed record BlockContext(BlockHeight Height, uint MedianTimePast, uint Now);

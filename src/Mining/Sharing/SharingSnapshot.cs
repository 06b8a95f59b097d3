using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>All that a state is made of; equal ones have equal snapshots.</summary>
/// <param name="Next">The height of the block that comes next.</param>
/// <param name="Tip">The hash of the block before it; null before the first.</param>
/// <param name="Times">
/// What the headers before it say, the oldest first: eleven, or fewer at the beginning.
/// </param>
/// <param name="Entries">The qualified blocks of the window, the oldest first.</param>
public sealed record SharingSnapshot(
    Height Next, Hash32? Tip, Sequence<uint> Times, Sequence<ShareEntry> Entries);

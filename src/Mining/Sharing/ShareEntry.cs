using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>A qualified block in the window.</summary>
/// <param name="Position">
/// What its age is counted from: its number among qualified blocks, or its date.
/// </param>
/// <param name="Weight">What it counts for each of its scripts, before any decay.</param>
/// <param name="Scripts">Who is paid: its finder, then those of its near misses, in their order.</param>
public sealed record ShareEntry(long Position, ulong Weight, Sequence<ByteString> Scripts);

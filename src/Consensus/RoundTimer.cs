using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>How long a round lasts before its participants change it: doubling, up to a bound.</summary>
/// <param name="First">The length of round 1; positive.</param>
/// <param name="Max">The bound, at least the length of round 1.</param>
/// <remarks>
/// The paper's t(r): lengths must grow until they exceed what the network needs once it is synchronous. The
/// bound must therefore exceed the time in which a round succeeds on the worst network that is to be
/// survived. The host owns the clock and may use any other lengths that grow.
/// </remarks>
public readonly record struct RoundTimer(Duration First, Duration Max)
{
    /// <summary>The length of a round: First * 2^(round - 1), but at most Max.</summary>
    /// <param name="round">From 1.</param>
    public Duration After(Round round)
    {
        Invariant.Holds(!round.IsNone, "Only a round has a length.");
        Invariant.Holds(First.Milliseconds > 0, "The length of a round is positive.");
        Duration length = First;
        for (uint passed = 1; passed < round.Value && length < Max; passed++)
        {
            length = length.Milliseconds > Max.Milliseconds / 2 ? Max : length * 2;
        }

        return length < Max ? length : Max;
    }
}

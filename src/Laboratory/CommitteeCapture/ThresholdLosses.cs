using TrustlessPools.Committees.Sizing;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>
/// What a size and a term are expected to lose to an adversary that moves, at every threshold.
/// </summary>
/// <remarks>
/// In closed form, as operators are independent; the live rule (<see cref="CommitteeShape"/>) says how many
/// members a misfortune takes. Spec: docs/spec/simulation.md#committee-capture.
/// </remarks>
internal sealed class ThresholdLosses
{
    // [t] for threshold t; [0] is not used.
    private readonly double[] _seen;
    private readonly double[] _stopped;

    /// <summary>Computes all thresholds of one size and term.</summary>
    /// <param name="adversary">What moves.</param>
    /// <param name="seats">n, at least 1.</param>
    /// <param name="term">In days, at least 1.</param>
    /// <param name="days">Of the whole run; only whole terms count.</param>
    internal ThresholdLosses(MobileAdversary adversary, int seats, long term, long days)
    {
        Seats = seats;
        Term = term;
        _seen = new double[seats + 1];
        _stopped = new double[seats + 1];
        for (long end = term; end <= days; end += term)
        {
            var known = new BinomialTails(seats, Math.Min(1, adversary.KnowsShare(term, days - end)));
            for (int t = 1; t <= seats; t++)
            {
                _seen[t] += known.AtLeast(new CommitteeShape(seats, t).TakeOverLeast);
            }
        }

        var absent = new BinomialTails(seats, Math.Clamp(adversary.DoesNotDeal(term), 0, 1));
        for (int t = 1; t <= seats; t++)
        {
            _stopped[t] = days / term * absent.AtLeast(new CommitteeShape(seats, t).PermanentStallLeast);
        }
    }

    internal int Seats { get; }

    internal long Term { get; }

    /// <summary>The threshold with the fewest expected losses; the least of several.</summary>
    internal int Best => Enumerable.Range(1, Seats).MinBy(Losses);

    /// <summary>The expected number of versions of which t shares are seen by the end.</summary>
    internal double Seen(int threshold) => _seen[threshold];

    /// <summary>The expected number of hand-overs for which fewer than t members can and will deal.</summary>
    internal double Stopped(int threshold) => _stopped[threshold];

    /// <summary>Both together: either ends the pool, so each counts as one.</summary>
    internal double Losses(int threshold) => _seen[threshold] + _stopped[threshold];

    /// <summary>The threshold that is a part of the seats, rounded up.</summary>
    /// <param name="part">Above 0, at most 1.</param>
    internal int At(Ratio part) => (int)(part * Ratio.FromInteger(Seats)).Ceiling();
}

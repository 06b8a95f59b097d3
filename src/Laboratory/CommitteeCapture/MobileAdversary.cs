using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>
/// An adversary that takes operators over and loses them again, day by day, and forgets no share it saw.
/// </summary>
/// <param name="Corruption">The chance that it takes a given honest operator over in a day.</param>
/// <param name="Recovery">The chance that a given operator is taken back in a day.</param>
/// <param name="Leaving">The chance that a given operator leaves in a day and an honest one comes.</param>
/// <param name="Erasure">The chance that an operator really erases a share that it has handed over.</param>
/// <remarks>
/// Operators are independent of each other. Spec: docs/spec/simulation.md#committee-capture.
/// </remarks>
public sealed record MobileAdversary(Ratio Corruption, Ratio Recovery, Ratio Leaving, Ratio Erasure)
{
    private double Corrupt => Numerics.Numbers.Of(Corruption);

    private double Stay => 1 - Numerics.Numbers.Of(Leaving);

    /// <summary>The part of all operators that it holds in the long run.</summary>
    public double StationaryPart
    {
        get
        {
            double lost = 1 - ((1 - Numerics.Numbers.Of(Recovery)) * Stay);
            return Corrupt + lost > 0 ? Corrupt / (Corrupt + lost) : 0;
        }
    }

    /// <summary>The chance that it knows a given seat's share of one version.</summary>
    /// <param name="term">For how many days the seat's holder has the share.</param>
    /// <param name="after">
    /// For how many days after the hand-over a holder who did not erase it can still be taken over.
    /// </param>
    public double KnowsShare(long term, long after)
    {
        double atDraw = StationaryPart;
        (double during, double untouched) = Within(term);
        (double later, _) = Within(after);
        double kept = 1 - Numerics.Numbers.Of(Erasure);
        return atDraw + ((1 - atDraw) * (during + (untouched * kept * later)));
    }

    /// <summary>The chance that a given seat's holder does not deal at the hand-over.</summary>
    /// <param name="term">For how many days it was to hold the share.</param>
    /// <remarks>It left since the draw, or it is the adversary's on that day.</remarks>
    public double DoesNotDeal(long term)
    {
        double recover = Numerics.Numbers.Of(Recovery);
        double corrupt = StationaryPart;
        double stayed = 1;
        for (long day = 0; day < term; day++)
        {
            corrupt = (corrupt * (1 - recover)) + ((1 - corrupt) * Corrupt);
            stayed *= Stay;
        }

        return 1 - (stayed * (1 - corrupt));
    }

    /// <summary>
    /// The chances that an honest holder is taken over within so many days, and that it neither is nor left.
    /// </summary>
    private (double TakenOver, double Untouched) Within(long days)
    {
        double takenOver = 0;
        double untouched = 1;
        for (long day = 0; day < days; day++)
        {
            takenOver += untouched * Stay * Corrupt;
            untouched *= Stay * (1 - Corrupt);
        }

        return (takenOver, untouched);
    }
}

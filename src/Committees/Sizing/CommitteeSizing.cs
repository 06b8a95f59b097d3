using System.Diagnostics;
using System.Numerics;
using TrustlessPools.Committees.Assignment;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>How large a committee has to be, and with which threshold, from exact tails.</summary>
/// <remarks>
/// A random committee is safe or not by a few numbers of its members: how many are adversarial, how many
/// never deal, how many are up. Each is one tail of a hypergeometric or binomial distribution, computed on
/// integers. Nothing is estimated: a chance per draw is an exact ratio, one per year is enclosed between two
/// decimals that agree on more than fifty digits. Spec: docs/spec/committees.md#sizing.
/// </remarks>
public static class CommitteeSizing
{
    /// <summary>The risks of a committee of a given shape.</summary>
    public static RiskAnswer Assess(RiskQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        SizingRefusal? refusal = question.Population.Refusal
            ?? RefuseDraws(question.DrawsPerYear)
            ?? RefuseSeats(question.Shape.Seats, question.Population)
            ?? RefuseThreshold(question.Shape);
        return refusal is null
            ? new RiskAnswer.Assessed(RiskOf(question.Shape, question.Population, question.DrawsPerYear))
            : new RiskAnswer.Refused(refusal);
    }

    /// <summary>The thresholds that meet the bounds at a given number of seats.</summary>
    /// <param name="question">The bounds. Its threshold rule and greatest size have no part in it.</param>
    /// <param name="seats">The number of seats.</param>
    /// <returns>A refusal that says how far the bounds are apart, when no threshold meets all.</returns>
    public static SafetyAnswer SafeThresholds(SafetyQuestion question, int seats)
    {
        ArgumentNullException.ThrowIfNull(question);
        SizingRefusal? refusal = Refuse(question) ?? RefuseSeats(seats, question.Population);
        if (refusal is not null)
        {
            return new SafetyAnswer.Refused(refusal);
        }

        (int least, int most) = ThresholdRange(question, seats);
        return least <= most
            ? new SafetyAnswer.Found(Propose(question, seats, least, most))
            : new SafetyAnswer.Refused(new SizingRefusal.NoSafeThreshold(seats, least, most));
    }

    /// <summary>The smallest committee that meets the bounds.</summary>
    /// <remarks>
    /// Tries every size from 1 up: ceil(2n/3) makes the risks go up and down with n modulo 3, so that a
    /// larger committee may be a worse one and no size can be skipped. A size costs some n operations on
    /// integers of n times the bits of a fraction's terms.
    /// </remarks>
    public static SafetyAnswer SmallestSafe(SafetyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        SizingRefusal? refusal = Refuse(question) ?? RefuseHopeless(question);
        if (refusal is not null)
        {
            return new SafetyAnswer.Refused(refusal);
        }

        int last = Math.Min(question.SeatsMax, question.Population.SeatsMax);
        for (int seats = 1; seats <= last; seats++)
        {
            (int least, int most) = ThresholdRange(question, seats);
            if (IsAnswered(question.ThresholdRule, Quorum.Of(seats), least, most))
            {
                return new SafetyAnswer.Found(Propose(question, seats, least, most));
            }
        }

        return new SafetyAnswer.Refused(new SizingRefusal.NoSafeCommittee(SeatsTried: last));
    }

    private static bool IsAnswered(ThresholdRule rule, int quorum, int least, int most) => rule switch
    {
        ThresholdRule.Quorum => least <= quorum && quorum <= most,
        ThresholdRule.Free => least <= most,
        _ => throw new UnreachableException(),
    };

    private static SafeCommittee Propose(SafetyQuestion question, int seats, int least, int most)
    {
        var shape = new CommitteeShape(Seats: seats, Threshold: Math.Clamp(Quorum.Of(seats), least, most));
        return new(least, most, RiskOf(shape, question.Population, question.DrawsPerYear));
    }

    private static CommitteeRisk RiskOf(CommitteeShape shape, OperatorPopulation population, int draws)
    {
        SeatDistribution adversarial = population.AdversarialSeats(shape.Seats);
        SeatDistribution neverDealing = population.NeverDealingSeats(shape.Seats);
        SeatDistribution absent = population.AbsentSeats(shape.Seats);
        return new(
            shape,
            TakeOver: new(adversarial.AtLeast(shape.TakeOverLeast), draws),
            Equivocation: new(adversarial.AtLeast(shape.EquivocationLeast), draws),
            TemporaryStall: new(absent.AtLeast(shape.TemporaryStallLeast), draws),
            PermanentStall: new(neverDealing.AtLeast(shape.PermanentStallLeast), draws));
    }

    /// <summary>
    /// The thresholds that meet the bounds are those from the first to the second number, if any.
    /// </summary>
    /// <remarks>
    /// Raising t makes take-over and equivocation less likely and a permanent stall more likely. So each
    /// bound holds on one side of a threshold, which halving finds.
    /// </remarks>
    private static (int Least, int Most) ThresholdRange(SafetyQuestion question, int seats)
    {
        SeatDistribution adversarial = question.Population.AdversarialSeats(seats);
        SeatDistribution neverDealing = question.Population.NeverDealingSeats(seats);
        int least = FirstThat(1, seats + 1, threshold =>
        {
            var shape = new CommitteeShape(Seats: seats, Threshold: threshold);
            return Meets(adversarial, shape.TakeOverLeast, question.TakeOverPerYearMax, question)
                && Meets(adversarial, shape.EquivocationLeast, question.EquivocationPerYearMax, question);
        });
        int firstStalling = FirstThat(1, seats + 1, threshold =>
        {
            var shape = new CommitteeShape(Seats: seats, Threshold: threshold);
            return !Meets(
                neverDealing, shape.PermanentStallLeast, question.PermanentStallPerYearMax, question);
        });
        return (least, firstStalling - 1);
    }

    private static bool Meets(SeatDistribution seats, int marked, Ratio perYearMax, SafetyQuestion question)
    {
        // A year's chance is at least that of a draw and at most that times the draws. Mostly this decides
        // already, exactly and at the price of two products.
        BigInteger chance = seats.WeightAtLeast(marked) * perYearMax.Denominator;
        BigInteger bound = seats.Total * perYearMax.Numerator;
        return chance <= bound
            && (chance * question.DrawsPerYear <= bound || perYearMax == Ratio.One
                || Enclosure.AtLeastOnce(seats.WeightAtLeast(marked), seats.Total, question.DrawsPerYear)
                    .IsAtMost(perYearMax));
    }

    /// <summary>
    /// The first number from <paramref name="from"/> on that satisfies what all after it do, or the end.
    /// </summary>
    private static int FirstThat(int from, int end, Func<int, bool> satisfies)
    {
        while (from < end)
        {
            int middle = from + ((end - from) / 2);
            (from, end) = satisfies(middle) ? (from, middle) : (middle + 1, end);
        }

        return from;
    }

    /// <summary>
    /// Tells from the fractions alone, where they allow it, that no size whatever meets the bounds.
    /// </summary>
    private static SizingRefusal? RefuseHopeless(SafetyQuestion question)
    {
        Ratio adversarial = question.Population.AdversarialFraction;
        Ratio neverDealing = question.Population.NeverDealingFraction;
        Ratio dealing = Ratio.One - neverDealing;
        if (adversarial >= dealing
            && question.TakeOverPerYearMax + question.PermanentStallPerYearMax < Ratio.One)
        {
            return new SizingRefusal.DealersNotMoreThanAdversaries(
                Supplied: adversarial, PermittedBelow: dealing);
        }

        var third = new Ratio(1, 3);
        bool isQuorumHopeless = question is
        {
            ThresholdRule: ThresholdRule.Quorum, Population: OperatorPopulation.Unbounded
        };
        isQuorumHopeless &= neverDealing >= third && question.PermanentStallPerYearMax < new Ratio(1, 4);
        return isQuorumHopeless
            ? new SizingRefusal.QuorumOfDealersOutOfReach(Supplied: neverDealing, PermittedBelow: third)
            : null;
    }

    private static SizingRefusal? Refuse(SafetyQuestion question) => question.Population.Refusal
        ?? RefuseDraws(question.DrawsPerYear)
        ?? RefuseBound(question.TakeOverPerYearMax)
        ?? RefuseBound(question.PermanentStallPerYearMax)
        ?? RefuseBound(question.EquivocationPerYearMax)
        ?? RefuseRange(question.SeatsMax, Committee.SeatsMax);

    private static SizingRefusal? RefuseDraws(int draws) =>
        draws >= 1 ? null : new SizingRefusal.DrawsOutOfRange(Supplied: draws, PermittedMin: 1);

    private static SizingRefusal? RefuseSeats(int seats, OperatorPopulation population) =>
        RefuseRange(seats, Math.Min(population.SeatsMax, Committee.SeatsMax));

    private static SizingRefusal? RefuseRange(int seats, int most) => seats >= 1 && seats <= most
        ? null
        : new SizingRefusal.SeatsOutOfRange(Supplied: seats, PermittedMin: 1, PermittedMax: most);

    private static SizingRefusal? RefuseThreshold(CommitteeShape shape) =>
        shape.Threshold >= 1 && shape.Threshold <= shape.Seats
            ? null
            : new SizingRefusal.ThresholdOutOfRange(
                Supplied: shape.Threshold, PermittedMin: 1, PermittedMax: shape.Seats);

    private static SizingRefusal? RefuseBound(Ratio bound) => bound.Sign >= 0 && bound <= Ratio.One
        ? null
        : new SizingRefusal.BoundOutOfRange(
            Supplied: bound, PermittedMin: Ratio.Zero, PermittedMax: Ratio.One);
}

using System.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>What befalls a fund, day by day, whatever its collateral.</summary>
internal sealed record Fate(IReadOnlyList<DayOfFaults> Days, int Events)
{
    internal static Fate Draw(CollateralExperiment experiment, ReplicaRandom random)
    {
        var days = new List<DayOfFaults>();
        SeededGenerator stream = random.Stream();
        ulong lone = ADay(experiment.Scenario.Ratio(CollateralQuestion.Lone));
        ulong together = ADay(experiment.Scenario.Ratio(CollateralQuestion.Events));
        ulong absent = ADay(experiment.Scenario.Ratio(CollateralQuestion.Absence));
        int inEvent = (int)FundRun.InEvent(experiment.Scenario);
        long locks = experiment.Scenario.Integer(CollateralQuestion.Locks);
        int events = 0;
        for (int day = 0; day < experiment.Days; day++)
        {
            int alone = 0;
            for (long i = 0; i < locks; i++)
            {
                alone += stream.NextUInt64() < lone ? 1 : 0;
            }

            bool isEvent = stream.NextUInt64() < together;
            events += isEvent ? 1 : 0;
            days.Add(new(alone, isEvent ? inEvent : 0, stream.NextUInt64() < absent));
        }

        return new(days, events);
    }

    /// <summary>A yearly number as the chance of a day, in parts of 2^64.</summary>
    private static ulong ADay(Ratio yearly) => (ulong)BigInteger.Min(
        (yearly / Ratio.FromInteger(CollateralQuestion.DaysAYear)
            * Ratio.FromInteger(BigInteger.One << 64)).Floor(),
        ulong.MaxValue);
}

/// <summary>One day's faults.</summary>
internal readonly record struct DayOfFaults(int Lone, int Together, bool IsAbsent);

/// <summary>How a fund came through.</summary>
internal sealed record FundOutcome(
    FundFigures Last, Gwei Uncovered, int UncoveredDays, uint LeastExposed, long Lone);

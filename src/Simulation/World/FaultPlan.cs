using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// What the world does to a cluster. Faults of machines stop at some epoch; the network never is perfect.
/// </summary>
/// <param name="LossPerMille">Messages in a thousand that get lost.</param>
/// <param name="DuplicatePerMille">Messages in a thousand that come twice.</param>
/// <param name="SlowPerMille">Messages in a thousand that take up to a slot instead of some
/// milliseconds.</param>
/// <param name="Crashes">Operators that lose all but what was durable, and come back.</param>
/// <param name="Partitions">Times in which groups of operators cannot reach each other.</param>
/// <param name="Outages">Times in which an operator's beacon node does not answer.</param>
/// <param name="ClockSkewMax">How far an operator's clock is off.</param>
/// <param name="GarbagePerMille">Messages in a thousand beside which random bytes arrive from the same
/// peer.</param>
public sealed record FaultPlan(
    int LossPerMille,
    int DuplicatePerMille,
    int SlowPerMille,
    Sequence<PlannedCrash> Crashes,
    Sequence<PlannedPartition> Partitions,
    Sequence<PlannedOutage> Outages,
    Duration ClockSkewMax,
    int GarbagePerMille)
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new(0, 0, 0, [], [], [], new(0), 0);

    /// <summary>Faults drawn from a stream: some of each kind, in all but the last epochs.</summary>
    public static FaultPlan Random(SeededGenerator random, int operators, int epochs)
    {
        ArgumentNullException.ThrowIfNull(random);
        Instant from = WorldClock.Start;
        Instant until = WorldClock.StartOfEpoch(epochs - 4);
        return new(
            LossPerMille: random.NextBelow(60),
            DuplicatePerMille: random.NextBelow(60),
            SlowPerMille: random.NextBelow(40),
            Several(random, 1, 4, () => PlannedCrash.Random(random, operators, from, until)),
            Several(random, 0, 2, () => PlannedPartition.Random(random, operators, from, until)),
            Several(random, 0, 2, () => PlannedOutage.Random(random, operators, from, until)),
            ClockSkewMax: new(random.NextBelow(120)),
            GarbagePerMille: random.NextBelow(10));
    }

    private static Sequence<T> Several<T>(SeededGenerator random, int least, int most, Func<T> draw) =>
        Enumerable.Range(0, least + random.NextBelow(most - least + 1)).Select(_ => draw()).ToSequence();
}

/// <summary>An operator crashes, and comes back after a while.</summary>
/// <param name="Operator">Who.</param>
/// <param name="At">From when on it waits for its next write to crash at.</param>
/// <param name="BeforeWrite">True to lose that write, false to crash right after it, before anything is
/// sent.</param>
/// <param name="DownFor">How long it is away.</param>
public sealed record PlannedCrash(OperatorId Operator, Instant At, bool BeforeWrite, Duration DownFor)
{
    internal static PlannedCrash Random(SeededGenerator random, int operators, Instant from, Instant until) =>
        new(
        new((uint)random.NextBelow(operators) + 1),
        WorldClock.Between(random, from, until),
        random.NextChance(1, 2),
        new(200 + random.NextBelow(30_000)));
}

/// <summary>Some operators cannot reach the others for a while.</summary>
/// <param name="Side">One side; the rest is the other.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when.</param>
public sealed record PlannedPartition(Sequence<OperatorId> Side, Instant From, Instant Until)
{
    /// <summary>True when two operators are on different sides at a time.</summary>
    internal bool Separates(OperatorId a, OperatorId b, Instant now) =>
        now >= From && now < Until && Side.Contains(a) != Side.Contains(b);

    internal static PlannedPartition Random(
        SeededGenerator random, int operators, Instant from, Instant until)
    {
        var ids = Enumerable.Range(1, operators).Select(static i => new OperatorId((uint)i)).ToList();
        random.Shuffle(ids);
        Instant begin = WorldClock.Between(random, from, until);
        Instant end = begin + new Duration(1_000 + random.NextBelow(40_000));
        return new(
            ids.Take(1 + random.NextBelow(operators / 2)).Order().ToSequence(), begin, end < until
                ? end
                : until);
    }
}

/// <summary>An operator's beacon node does not answer for a while.</summary>
public sealed record PlannedOutage(OperatorId Operator, Instant From, Instant Until)
{
    internal static PlannedOutage Random(SeededGenerator random, int operators, Instant from, Instant until)
    {
        Instant begin = WorldClock.Between(random, from, until);
        return new(
            new((uint)random.NextBelow(operators) + 1),
            begin,
            begin + new Duration(1_000 + random.NextBelow(30_000)));
    }
}

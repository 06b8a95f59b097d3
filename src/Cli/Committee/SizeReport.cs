using TrustlessPools.Committees.Sizing;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Committee;

/// <summary>The answer of <c>tpool committee size</c>.</summary>
/// <param name="Population">Of whom committees are drawn, in words.</param>
/// <param name="DrawsPerYear">Of a pool.</param>
/// <param name="Committees">A row for each shape that was asked for.</param>
/// <param name="Smallest">What a search found.</param>
internal sealed record SizeReport(
    string Population,
    ulong DrawsPerYear,
    Sequence<SizedCommittee> Committees,
    Optional<SmallestCommittee> Smallest)
{
    internal static JsonShape<SizeReport> Shape { get; } = JsonObject.Of<SizeReport>()
        .Member("population", JsonShapes.Text, static x => x.Population)
        .Member("draws_per_year", JsonShapes.Number, static x => x.DrawsPerYear)
        .Member("committees", JsonShapes.List(SizedCommittee.Shape), static x => x.Committees)
        .OptionalMember("smallest", SmallestCommittee.Shape, static x => x.Smallest)
        .Build(static m => new(
            m.Take<string>(),
            m.Take<ulong>(),
            m.Take<Sequence<SizedCommittee>>(),
            m.Take<Optional<SmallestCommittee>>()));

    /// <summary>False when a search found nothing.</summary>
    internal bool IsAnswered =>
        !Smallest.TryGet(out SmallestCommittee? smallest) || smallest.Committee.HasValue;

    /// <exception cref="UsageException">The question makes no sense.</exception>
    internal static SizeReport Of(SizeRequest request) => new(
        Text(request.Population),
        (ulong)request.DrawsPerYear,
        request.Shapes.Map(shape => Assess(request, shape)),
        request.Search.TryGet(out SafetyQuestion? question)
            ? new(Search(question, request.Digits))
            : default);

    private static SizedCommittee Assess(SizeRequest request, CommitteeShape shape)
    {
        RiskAnswer answer = CommitteeSizing.Assess(new()
        {
            Population = request.Population,
            Shape = shape,
            DrawsPerYear = request.DrawsPerYear,
        });
        return answer switch
        {
            RiskAnswer.Assessed assessed => SizedCommittee.Of(assessed.Risk, request.Digits),
            RiskAnswer.Refused refused => throw new UsageException(SizeArguments.UsageOf(refused.Refusal)!),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static SmallestCommittee Search(SafetyQuestion question, int digits) =>
        CommitteeSizing.SmallestSafe(question) switch
        {
            SafetyAnswer.Found { Committee: var found } => new(
                new(SizedCommittee.Of(found.Risk, digits)),
                (ulong)found.ThresholdLeast,
                (ulong)found.ThresholdMost,
                string.Empty),
            SafetyAnswer.Refused { Refusal: var refusal } => SizeArguments.UsageOf(refusal) is { } usage
                ? throw new UsageException(usage)
                : new(default, 0, 0, SizeArguments.ReasonOf(refusal)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Text(OperatorPopulation population) => population switch
    {
        OperatorPopulation.Unbounded p =>
            $"Of many operators: {p.Adversarial} adversarial, {p.Dead} dead, {p.Offline} offline",
        OperatorPopulation.Finite p => $"Of {p.Operators} operators: {p.Adversarial} adversarial, "
            + $"{p.Dead} dead, {p.Offline} offline",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>The smallest committee within the bounds, or why there is none.</summary>
internal sealed record SmallestCommittee(
    Optional<SizedCommittee> Committee, ulong ThresholdLeast, ulong ThresholdMost, string Reason)
{
    internal static JsonShape<SmallestCommittee> Shape { get; } = JsonObject.Of<SmallestCommittee>()
        .OptionalMember("committee", SizedCommittee.Shape, static x => x.Committee)
        .Member("threshold_least", JsonShapes.Number, static x => x.ThresholdLeast)
        .Member("threshold_most", JsonShapes.Number, static x => x.ThresholdMost)
        .Member("reason", JsonShapes.Text, static x => x.Reason)
        .Build(static m => new(
            m.Take<Optional<SizedCommittee>>(), m.Take<ulong>(), m.Take<ulong>(), m.Take<string>()));
}

/// <summary>A committee and its risks, as text with the digits that were asked for.</summary>
/// <param name="Seats">n.</param>
/// <param name="Threshold">t.</param>
/// <param name="TakeOver">Its key is stolen.</param>
/// <param name="Equivocation">It can be made to sign two conflicting duties.</param>
/// <param name="TemporaryStall">It misses duties.</param>
/// <param name="PermanentStall">Its key is lost.</param>
/// <param name="LostWithin">
/// The draws of a year after which the key is rather lost than not; none when a year is not enough.
/// </param>
internal sealed record SizedCommittee(
    ulong Seats,
    ulong Threshold,
    SizedRisk TakeOver,
    SizedRisk Equivocation,
    SizedRisk TemporaryStall,
    SizedRisk PermanentStall,
    Optional<ulong> LostWithin)
{
    internal static JsonShape<SizedCommittee> Shape { get; } = JsonObject.Of<SizedCommittee>()
        .Member("seats", JsonShapes.Number, static x => x.Seats)
        .Member("threshold", JsonShapes.Number, static x => x.Threshold)
        .Member("take_over", SizedRisk.Shape, static x => x.TakeOver)
        .Member("equivocation", SizedRisk.Shape, static x => x.Equivocation)
        .Member("temporary_stall", SizedRisk.Shape, static x => x.TemporaryStall)
        .Member("permanent_stall", SizedRisk.Shape, static x => x.PermanentStall)
        .OptionalMember("rather_lost_than_not_after_draws", JsonShapes.Number, static x => x.LostWithin)
        .Build(static m => new(
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<SizedRisk>(),
            m.Take<SizedRisk>(),
            m.Take<SizedRisk>(),
            m.Take<SizedRisk>(),
            m.Take<Optional<ulong>>()));

    internal static SizedCommittee Of(CommitteeRisk risk, int digits) => new(
        (ulong)risk.Shape.Seats,
        (ulong)risk.Shape.Threshold,
        SizedRisk.Of(risk.TakeOver, digits),
        SizedRisk.Of(risk.Equivocation, digits),
        SizedRisk.Of(risk.TemporaryStall, digits),
        SizedRisk.Of(risk.PermanentStall, digits),
        DrawsUntilRatherThanNot(risk.PermanentStall));

    private static Optional<ulong> DrawsUntilRatherThanNot(Risk risk)
    {
        var half = new Ratio(1, 2);
        if (risk.PerYear.IsAtMost(half))
        {
            return default;
        }

        (int notYet, int already) = (0, risk.DrawsPerYear);
        while (already - notYet > 1)
        {
            int middle = notYet + ((already - notYet) / 2);
            (notYet, already) = risk.Within(middle).IsAtMost(half) ? (middle, already) : (notYet, middle);
        }

        return new((ulong)already);
    }
}

/// <summary>A chance in a draw and in a year.</summary>
internal sealed record SizedRisk(string PerDraw, string PerYear)
{
    internal static JsonShape<SizedRisk> Shape { get; } = JsonObject.Of<SizedRisk>()
        .Member("draw", JsonShapes.Text, static x => x.PerDraw)
        .Member("year", JsonShapes.Text, static x => x.PerYear)
        .Build(static m => new(m.Take<string>(), m.Take<string>()));

    internal static SizedRisk Of(Risk risk, int digits) =>
        new(ScientificDecimal.Of(risk.PerDraw, digits).ToString(), risk.PerYear.ToString(digits));
}

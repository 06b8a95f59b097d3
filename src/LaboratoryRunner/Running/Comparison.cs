using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>One measure of two runs.</summary>
/// <param name="Measure">What both measured.</param>
/// <param name="Left">The first run.</param>
/// <param name="Right">The second run.</param>
/// <param name="Difference">How much more the second has.</param>
/// <param name="StandardError">Of the difference.</param>
public sealed record Comparison(
    Measure Measure, Estimate Left, Estimate Right, double Difference, double StandardError)
{
    /// <summary>The lower end of the difference's 95 % interval.</summary>
    public double Low => Difference - (Estimate.Normal95 * StandardError);

    /// <summary>The upper end of the difference's 95 % interval.</summary>
    public double High => Difference + (Estimate.Normal95 * StandardError);

    /// <summary>
    /// Whether 0 is outside of the difference's 95 % interval: of comparisons without any difference, one in
    /// twenty says so. A single replica says nothing of its spread, so it never is.
    /// </summary>
    public bool IsSignificant => Left.Count > 1 && Right.Count > 1 && (Low > 0 || High < 0);

    /// <summary>
    /// Whether two runs are compared replica by replica: they have one seed, and so the same random numbers,
    /// in whose common luck they do not differ.
    /// </summary>
    public static bool ArePaired(Evidence left, Evidence right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Seed == right.Seed;
    }

    /// <summary>Compares the measures that both runs have, in the order of the first.</summary>
    /// <remarks>
    /// Runs of one seed are compared over the replicas that both have; others as independent samples, whose
    /// variances add up.
    /// </remarks>
    /// <exception cref="RunException">There is no such measure.</exception>
    public static IReadOnlyList<Comparison> Of(Evidence left, Evidence right)
    {
        bool arePaired = ArePaired(left, right);
        HashSet<string> common = [.. right.Measures.Select(static m => m.Name)];
        Comparison[] rows =
        [
            .. left.Measures
                .Where(m => common.Contains(m.Name))
                .Select(m => arePaired ? Paired(m, left, right) : Independent(m, left, right)),
        ];
        return rows.Length > 0 ? rows : throw new RunException(RunRefusals.NothingInCommon());
    }

    private static Comparison Paired(Measure measure, Evidence left, Evidence right)
    {
        (double Left, double Right)[] pairs =
            [.. left.Values(measure.Name).Zip(right.Values(measure.Name))];
        var difference = Estimate.Of(pairs.Select(static p => p.Right - p.Left));
        return new(
            measure,
            Estimate.Of(pairs.Select(static p => p.Left)),
            Estimate.Of(pairs.Select(static p => p.Right)),
            difference.Mean,
            difference.StandardError);
    }

    private static Comparison Independent(Measure measure, Evidence left, Evidence right)
    {
        Estimate first = left.Of(measure.Name);
        Estimate second = right.Of(measure.Name);
        return new(
            measure,
            first,
            second,
            second.Mean - first.Mean,
            Math.Sqrt((first.Variance / first.Count) + (second.Variance / second.Count)));
    }
}

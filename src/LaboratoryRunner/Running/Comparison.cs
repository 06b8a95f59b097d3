using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>One measure of two runs.</summary>
/// <param name="Measure">What both measured.</param>
/// <param name="Left">The first run.</param>
/// <param name="Right">The second run.</param>
public sealed record Comparison(Measure Measure, Estimate Left, Estimate Right)
{
    /// <summary>How much more the second has.</summary>
    public double Difference => Right.Mean - Left.Mean;

    /// <summary>The standard deviation of the difference, as the runs are independent.</summary>
    public double StandardError => Math.Sqrt((Left.Variance / Left.Count) + (Right.Variance / Right.Count));

    /// <summary>
    /// Whether 0 is outside of the difference's 95 % interval: of comparisons without any difference, one in
    /// twenty says so.
    /// </summary>
    public bool IsSignificant => Math.Abs(Difference) > Estimate.Normal95 * StandardError;

    /// <summary>Compares the measures that both runs have, in the order of the first.</summary>
    public static IReadOnlyList<Comparison> Of(Evidence left, Evidence right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        HashSet<string> common = [.. right.Measures.Select(static m => m.Name)];
        return
        [
            .. left.Measures
                .Where(m => common.Contains(m.Name))
                .Select(m => new Comparison(m, left.Of(m.Name), right.Of(m.Name))),
        ];
    }
}

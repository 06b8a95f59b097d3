namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>What is missing of a run, in words.</summary>
internal static class MissingReplicas
{
    private const int RangesMax = 5;

    /// <summary>Which replicas, and which parts they belong to where all parts are of one division.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="missing">The chunks, ascending and not empty.</param>
    /// <param name="parts">The parts that are there.</param>
    internal static string Of(RunPlan plan, IReadOnlyList<int> missing, IReadOnlyList<Shard> parts)
    {
        var ranges = new List<(uint First, uint Last)>();
        foreach (int chunk in missing)
        {
            uint[] replicas = [.. plan.ReplicasOf(chunk)];
            if (ranges.Count > 0 && ranges[^1].Last + 1 == replicas[0])
            {
                ranges[^1] = (ranges[^1].First, replicas[^1]);
            }
            else
            {
                ranges.Add((replicas[0], replicas[^1]));
            }
        }

        IEnumerable<string> shown = ranges.Take(RangesMax)
            .Select(static r => r.First == r.Last ? $"{r.First}" : $"{r.First}-{r.Last}");
        string rest = ranges.Count > RangesMax ? ", ..." : string.Empty;
        long count = ranges.Sum(static r => r.Last - r.First + 1L);
        return $"{count} of {plan.Replicas} replicas missing ({string.Join(", ", shown)}{rest})"
            + PartsOf(missing, parts);
    }

    private static string PartsOf(IReadOnlyList<int> missing, IReadOnlyList<Shard> parts)
    {
        int count = parts[0].Count;
        if (count == 1 || parts.Any(p => p.Count != count))
        {
            return string.Empty;
        }

        IEnumerable<Shard> lacking = Enumerable.Range(1, count)
            .Select(i => new Shard(i, count))
            .Where(p => missing.Any(p.Has));
        return $", of part {string.Join(", ", lacking)}";
    }
}

using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Puts the parts of a run together.</summary>
public static class RunMerger
{
    /// <summary>
    /// Copies the chunks of all parts into one folder, once it is sure that nothing is missing.
    /// </summary>
    /// <param name="parts">Not empty.</param>
    /// <param name="folder">Where the whole goes; it may be one of the parts.</param>
    /// <param name="experiment">Of the parts' run.</param>
    /// <exception cref="RunException">Replicas are missing, a chunk is damaged, or the folder is another
    /// run's.</exception>
    public static RunFolder Merge(IReadOnlyList<RunFolder> parts, string folder, IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(experiment);
        RunPlan plan = parts[0].Plan;
        IEnumerable<int> missing = parts.Aggregate(
            Enumerable.Range(0, plan.Chunks), static (left, part) => left.Intersect(part.Missing()));
        if (missing.Any())
        {
            throw new RunException(RunRefusals.IncompleteRun(
                plan, [.. missing], [.. parts.Select(static p => p.Part)]));
        }

        var whole = RunFolder.Open(folder, plan, Shard.Whole);
        foreach (RunFolder part in parts)
        {
            whole.TakeFrom(part, experiment.Measures.Count);
        }

        return whole;
    }

    /// <summary>Opens parts that are to be merged.</summary>
    /// <exception cref="RunException">They are not of one run, or not of this version.</exception>
    public static IReadOnlyList<RunFolder> Open(
        IReadOnlyList<string> folders, IReadOnlyList<IQuestion> questions, string version)
    {
        ArgumentNullException.ThrowIfNull(folders);
        RunFolder[] parts = [.. folders.Select(f => RunFolder.Existing(f, questions, version))];
        string first = parts[0].Plan.Identity;
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].Plan.Identity != first)
            {
                throw new RunException(RunRefusals.PartOfOtherRun(
                    folders[i], parts[i].Plan.Identity, folders[0], first));
            }
        }

        return parts;
    }
}

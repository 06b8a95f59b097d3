using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Primitives;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Computes what is missing of a run.</summary>
public static class Runner
{
    /// <summary>Computes a shard's chunks on some threads and stores each as it is done.</summary>
    /// <param name="folder">Where they are stored, and perhaps some are already.</param>
    /// <param name="experiment">Of the folder's plan.</param>
    /// <param name="shard">Whose chunks.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="progress">Told how many replicas of the shard are done, and how many it has.</param>
    /// <param name="cancel">What is stored by then stays, and need not be computed again.</param>
    /// <exception cref="OperationCanceledException">Chunks are missing.</exception>
    public static void Run(
        RunFolder folder,
        IExperiment experiment,
        Shard shard,
        int threads,
        Action<int, int>? progress,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(experiment);
        Invariant.Holds(threads > 0, "There is at least one thread.");
        RunPlan plan = folder.Plan;
        int[] missing = [.. folder.Missing().Where(shard.Has)];
        int total = Enumerable.Range(0, plan.Chunks).Where(shard.Has).Sum(c => plan.ReplicasOf(c).Count());
        int done = total - missing.Sum(c => plan.ReplicasOf(c).Count());
        progress?.Invoke(done, total);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        Parallel.ForEach(missing, options, chunk =>
        {
            var observations = new List<Observation>();
            foreach (uint replica in plan.ReplicasOf(chunk))
            {
                cancel.ThrowIfCancellationRequested();
                observations.Add(experiment.Observe(new(plan.Seed, replica)));
                progress?.Invoke(Interlocked.Increment(ref done), total);
            }

            folder.Store(chunk, observations);
        });
    }
}

using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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
    /// <param name="progress">Told, on any thread, how many replicas of the shard are done, and how many it
    /// has.</param>
    /// <param name="cancel">What is stored by then stays, and need not be computed again.</param>
    /// <exception cref="OperationCanceledException">Chunks are missing.</exception>
    /// <exception cref="IOException">A chunk cannot be stored.</exception>
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
        try
        {
            // A thread takes one chunk at a time: some take much longer than others.
            Parallel.ForEach(
                Partitioner.Create(missing, EnumerablePartitionerOptions.NoBuffering),
                options,
                chunk => folder.Store(chunk, Compute(chunk)));
        }
        catch (AggregateException e)
        {
            // What went wrong on several threads went wrong for one reason: a full disk, a broken invariant.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        List<Observation> Compute(int chunk)
        {
            var observations = new List<Observation>();
            foreach (uint replica in plan.ReplicasOf(chunk))
            {
                cancel.ThrowIfCancellationRequested();
                Observation observed = experiment.Observe(new(plan.Seed, replica));
                Invariant.Holds(
                    observed.Values.Count == experiment.Measures.Count
                    && observed.Values.All(double.IsFinite),
                    $"Replica {replica} yields one finite number a measure.");
                observations.Add(observed);
                progress?.Invoke(Interlocked.Increment(ref done), total);
            }

            return observations;
        }
    }
}

using TrustlessPools.DevelopmentChain;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>A run of a cluster under all checkers.</summary>
public sealed class SafetyRun : IDisposable
{
    private readonly OneChainChecker _chain = new();
    private readonly ContradictionChecker _contradictions = new();
    private readonly SlashingChecker _slashing = new();
    private readonly TenureChecker _tenures = new();
    private readonly TrafficChecker _traffic = new();
    private readonly Trace _trace = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="observers">Who watches beside the checkers.</param>
    public SafetyRun(ClusterSettings settings, params IReadOnlyList<IObserver> observers) =>
        Cluster = new(
            settings, [_chain, _contradictions, _slashing, _tenures, _traffic, _trace, .. observers]);

    /// <summary>What is known of the tenures.</summary>
    public TenureChecker Tenures => _tenures;

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>Runs to the end and checks what must have come true by then.</summary>
    /// <exception cref="SafetyViolationException">Something happened that must not, or did not that
    /// must.</exception>
    public SafetyReport Run()
    {
        Cluster.Run();
        return Finish();
    }

    /// <summary>Checks what must have come true, faults having stopped a while ago.</summary>
    public SafetyReport Finish()
    {
        SlashingChecker.AssertNobodyIsSlashed(Cluster);
        ChainState state = Cluster.Operators.Values
            .Select(static o => o.State?.Chain)
            .Where(static c => c is not null)
            .MaxBy(static c => c!.Height.Value)
            ?? throw new SafetyViolationException("No operator is up at the end.");
        foreach (PoolState pool in state.Pools)
        {
            if (!pool.Serving.TryGet(out Tenure? serving) || serving.Term.Value == 0)
            {
                throw new SafetyViolationException($"Pool {pool.Definition.Id} was never handed over.");
            }
        }

        RequireVotes(state);
        return new(
            Cluster.Settings,
            _chain.Height,
            _tenures.HandOvers,
            _tenures.Failures,
            _slashing.Partials,
            _contradictions.Statements,
            _traffic.Most,
            Cluster.Operators.Values.Sum(static o => o.Starts),
            _trace.Digest());
    }

    public void Dispose() => _trace.Dispose();

    /// <summary>Every pool's validator earned all that attesting gives in the last whole epoch.</summary>
    private void RequireVotes(ChainState state)
    {
        BeaconChain chain = Cluster.Beacon.Chain
            ?? throw new SafetyViolationException("The beacon chain never began.");
        foreach (PoolState pool in state.Pools)
        {
            int index = chain.State.Validators.ToList().FindIndex(v => v.PublicKey == pool.GroupKey);
            var flags = chain.State.PreviousEpochParticipation[index];
            if (!flags.Has(ParticipationFlag.TimelyTarget))
            {
                throw new SafetyViolationException(
                    $"Pool {pool.Definition.Id} did not attest in the epoch before slot {chain.Slot}.");
            }
        }
    }
}

/// <summary>What a run came to.</summary>
/// <param name="Settings">Which run.</param>
/// <param name="Height">The height of the pool chain at its end.</param>
/// <param name="HandOvers">Hand-overs of all pools.</param>
/// <param name="Failures">Failed attempts, as seen by all operators together.</param>
/// <param name="Partials">Partial signatures that were checked.</param>
/// <param name="Statements">Statements that were checked for contradictions.</param>
/// <param name="MessagesPerSlot">The most messages that an operator has sent to one other in a slot.</param>
/// <param name="Starts">Starts of operators, the first ones included.</param>
/// <param name="Trace">The digest of all that happened.</param>
public sealed record SafetyReport(
    ClusterSettings Settings,
    Height Height,
    int HandOvers,
    int Failures,
    int Partials,
    int Statements,
    int MessagesPerSlot,
    int Starts,
    Hash32 Trace);

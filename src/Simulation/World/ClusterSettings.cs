using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// What a simulated cluster is made of. Together with the seed it determines every byte of the run.
/// </summary>
/// <param name="Seed">Names the run.</param>
/// <param name="Operators">How many operators, at least as many as seats.</param>
/// <param name="Pools">How many pools.</param>
/// <param name="Seats">Members of each committee.</param>
/// <param name="Threshold">Members that sign together.</param>
/// <param name="Epochs">How many epochs of the beacon chain the run lasts, of 8 slots of 2 simulated seconds
/// each.</param>
/// <param name="Faults">What goes wrong, and until when.</param>
/// <param name="MemoCapacity">Results of pure verifications that are remembered; 0 verifies everything
/// anew.</param>
public sealed record ClusterSettings(
    ulong Seed,
    int Operators,
    int Pools,
    int Seats,
    int Threshold,
    int Epochs,
    FaultPlan Faults,
    int MemoCapacity = 1_000_000)
{
    /// <summary>
    /// Validators that live inside the beacon chain, with 32 ETH each; at least twice as many as there are
    /// pools, or nothing is final without these.
    /// </summary>
    public int Residents { get; init; } = 12;

    /// <summary>When committees change.</summary>
    public TermSchedule Terms { get; init; } = new(FirstBoundary: new(6), EpochsPerTerm: 4, DrawLead: 5);

    /// <summary>What money the network begins with, from its operators; by default nobody has any.</summary>
    public Func<Sequence<OperatorRecord>, MoneyGenesis> Money { get; init; } = static _ => MoneyGenesis.None;

    /// <summary>The length of a slot and of a tick.</summary>
    public const ulong SecondsPerSlot = 2;

    /// <summary>The ticks before the beacon chain's genesis, in which keys are generated.</summary>
    public const ulong TicksBeforeGenesis = 24;

    /// <summary>The run that a seed names: sizes and faults follow from it.</summary>
    public static ClusterSettings For(ulong seed)
    {
        var random = new SeededGenerator(seed, stream: 100);
        int pools = 1 + random.NextBelow(2);
        int operators = 4 + random.NextBelow(3);
        const int epochs = 12;
        return new(
            seed,
            operators,
            pools,
            Seats: 4,
            Threshold: 3,
            epochs,
            FaultPlan.Random(random, operators, epochs));
    }
}

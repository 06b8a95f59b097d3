using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>What a group decides when it forms a network.</summary>
/// <param name="Name">For people.</param>
/// <param name="Operators">Their public files, in the order in which they are numbered.</param>
/// <param name="Seats">Members of each committee.</param>
/// <param name="Threshold">Members that sign together.</param>
/// <param name="WithdrawalCredentials">One pool for each: where its stake goes when it leaves, which only the
/// staker decides.</param>
/// <param name="EpochsPerTerm">How long a committee serves.</param>
/// <param name="DrawLead">How many epochs before a term the epoch lies whose mix draws it.</param>
/// <param name="FirstBoundary">The epoch at which committees are handed over first; none for the earliest
/// possible.</param>
/// <param name="Start">When the pool chain begins; rounded up to a slot.</param>
public sealed record NetworkPlan(
    string Name,
    Sequence<PublicIdentity> Operators,
    int Seats,
    int Threshold,
    Sequence<Hash32> WithdrawalCredentials,
    ulong EpochsPerTerm,
    ulong DrawLead,
    Optional<Epoch> FirstBoundary,
    Instant Start)
{
    /// <summary>The money that it begins with; by default nobody has any.</summary>
    public MoneyGenesis Money { get; init; } = MoneyGenesis.None;
}

/// <summary>Makes a network's genesis.</summary>
public static class NetworkSetup
{
    /// <summary>The draw's lead that leaves time for finality and a whole attempt at a hand-over.</summary>
    public const ulong DrawLeadDefault = 5;

    /// <summary>
    /// Puts the plan and the facts together, and checks that a network can begin with them.
    /// </summary>
    /// <exception cref="ConfigurationException">It cannot.</exception>
    public static NetworkGenesis Create(NetworkPlan plan, BeaconFacts beacon)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(beacon);
        var genesis = new NetworkGenesis(
            plan.Name,
            ParametersOf(plan, beacon),
            beacon.Seed,
            plan.Operators.Select(static (o, i) => new OperatorRecord(new((uint)i + 1), o)).ToSequence(),
            plan.WithdrawalCredentials
                .Select((c, i) => new PoolDefinition(new((uint)i + 1), plan.Seats, plan.Threshold, c))
                .ToSequence())
        {
            Money = plan.Money,
        };
        return genesis.Flaw() is { } flaw ? throw new ConfigurationException(flaw) : genesis;
    }

    private static ChainParameters ParametersOf(NetworkPlan plan, BeaconFacts beacon)
    {
        long slot = beacon.SlotLength.Milliseconds;
        long fromGenesis = (plan.Start - beacon.GenesisTime).Milliseconds;
        long slots = (fromGenesis / slot) + (fromGenesis % slot > 0 ? 1 : 0);
        Instant origin = beacon.GenesisTime + (beacon.SlotLength * slots);
        Epoch first = plan.FirstBoundary.TryGet(out Epoch chosen)
            ? chosen
            : new Slot((ulong)Math.Max(slots, 0)).EpochAt(beacon.SlotsPerEpoch) + plan.DrawLead + 1;
        return new(
            (ulong)(origin.UnixMilliseconds / 1000),
            (ulong)(beacon.GenesisTime.UnixMilliseconds / 1000),
            (ulong)(slot / 1000),
            beacon.SlotsPerEpoch,
            new TermSchedule(first, plan.EpochsPerTerm, plan.DrawLead),
            CeremonyWindows.For(beacon.SlotsPerEpoch),
            beacon.GenesisForkVersion.BigEndian,
            beacon.GenesisValidatorsRoot);
    }
}

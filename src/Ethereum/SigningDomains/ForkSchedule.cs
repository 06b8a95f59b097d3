using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SigningDomains;

/// <summary>A fork with its version and its first epoch.</summary>
public sealed record ScheduledFork(ForkName Name, ForkVersion Version, Epoch Epoch);

/// <summary>The forks of a network, from which follows the domain that a duty is signed under.</summary>
/// <remarks>
/// consensus-specs <c>configs/</c>. A network for tests has several forks at epoch 0; the last one counts.
/// </remarks>
public sealed record ForkSchedule
{
    private ForkSchedule(Sequence<ScheduledFork> forks) => Forks = forks;

    /// <summary>The Ethereum mainnet's, consensus-specs <c>configs/mainnet.yaml</c>.</summary>
    public static ForkSchedule Mainnet { get; } = new(
    [
        new(ForkName.Phase0, new(0x00000000), new(0)),
        new(ForkName.Altair, new(0x01000000), new(74240)),
        new(ForkName.Bellatrix, new(0x02000000), new(144896)),
        new(ForkName.Capella, new(0x03000000), new(194048)),
        new(ForkName.Deneb, new(0x04000000), new(269568)),
        new(ForkName.Electra, new(0x05000000), new(364032)),
        new(ForkName.Fulu, new(0x06000000), new(411392)),
    ]);

    /// <summary>
    /// The forks in their order, from phase0 on without a gap, each at or after the one before.
    /// </summary>
    public Sequence<ScheduledFork> Forks { get; }

    /// <summary>GENESIS_FORK_VERSION: the version of phase0, whatever fork the chain started with.</summary>
    public ForkVersion GenesisVersion => Forks[0].Version;

    /// <summary>Takes a schedule from outside.</summary>
    /// <param name="forks">Those that have an epoch.</param>
    /// <param name="schedule">The schedule.</param>
    /// <returns>False unless phase0 is at epoch 0 and the others follow in order, none left out.</returns>
    public static bool TryCreate(Sequence<ScheduledFork> forks, out ForkSchedule? schedule)
    {
        bool isOrdered = forks.Count > 0 && forks[0].Epoch == new Epoch(0);
        for (int i = 0; isOrdered && i < forks.Count; i++)
        {
            isOrdered = (int)forks[i].Name == i && (i == 0 || forks[i].Epoch >= forks[i - 1].Epoch);
        }

        schedule = isOrdered ? new(forks) : null;
        return isOrdered;
    }

    /// <summary>The fork that an epoch is in.</summary>
    public ScheduledFork At(Epoch epoch) => Forks[IndexAt(epoch)];

    /// <summary>The state's fork field in an epoch (consensus-specs <c>Fork</c>).</summary>
    public Fork ForkAt(Epoch epoch)
    {
        int current = IndexAt(epoch);
        int previous = Math.Max(current - 1, 0);
        return new(
            PreviousVersion: Forks[previous].Version,
            CurrentVersion: Forks[current].Version,
            Forks[current].Epoch);
    }

    /// <summary>The domain of a duty in an epoch (the specification's <c>get_domain</c>).</summary>
    /// <param name="type">What is signed; deposits and exits have domains of their own.</param>
    /// <param name="epoch">The epoch of the duty: for a vote, that of its target.</param>
    /// <param name="genesisValidatorsRoot">The chain's.</param>
    public Domain DomainAt(DomainType type, Epoch epoch, Hash32 genesisValidatorsRoot)
    {
        Invariant.Holds(type.IsOfDuty(), "Only duties are signed under the version of their epoch.");
        return Domain.Compute(type, At(epoch).Version, genesisValidatorsRoot);
    }

    /// <summary>What an attester signs: the vote under the domain of its target's epoch.</summary>
    /// <param name="attestation">The vote.</param>
    /// <param name="genesisValidatorsRoot">The chain's.</param>
    public Hash32 SigningRoot(AttestationData attestation, Hash32 genesisValidatorsRoot)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        return DomainAt(DomainType.BeaconAttester, attestation.Target.Epoch, genesisValidatorsRoot)
            .SigningRoot(AttestationData.Ssz, attestation);
    }

    /// <summary>The domain of an exit.</summary>
    /// <param name="exit">The exit.</param>
    /// <param name="current">The chain's epoch when the exit is processed.</param>
    /// <param name="genesisValidatorsRoot">The chain's.</param>
    /// <remarks>
    /// From Deneb on it is Capella's version whatever the epochs, so that a signed exit stays valid
    /// (EIP-7044).
    /// </remarks>
    public Domain VoluntaryExitDomain(VoluntaryExit exit, Epoch current, Hash32 genesisValidatorsRoot)
    {
        ArgumentNullException.ThrowIfNull(exit);
        Fork fork = ForkAt(current);
        ForkVersion version = At(current).Name >= ForkName.Deneb ? Forks[(int)ForkName.Capella].Version
            : exit.Epoch < fork.Epoch ? fork.PreviousVersion
            : fork.CurrentVersion;
        return Domain.Compute(DomainType.VoluntaryExit, version, genesisValidatorsRoot);
    }

    private int IndexAt(Epoch epoch)
    {
        int index = Forks.Count - 1;
        while (Forks[index].Epoch > epoch)
        {
            index--;
        }

        return index;
    }
}

using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>What is known of a chain before it begins.</summary>
internal static class ConfigAnswers
{
    /// <summary>There is no contract and no execution layer: deposits are posted to the node.</summary>
    internal static Answer<DepositContract> DepositContract { get; } = new(new(ChainId: 0, Address: default));

    /// <summary>The constants.</summary>
    internal static Answer<Spec> Spec(ChainConfig config) => new(new(SpecValues.Of(config)
        .OrderBy(static v => v.Name, StringComparer.Ordinal)
        .Select(static v => KeyValuePair.Create(v.Name, v.Value))
        .ToSequence()));

    /// <summary>Every fork with the one before it.</summary>
    internal static Answer<Sequence<Fork>> ForkSchedule(ChainConfig config)
    {
        Sequence<ScheduledFork> forks = config.Forks.Forks;
        return new(forks
            .Select((fork, i) => new Fork(
                PreviousVersion: forks[Math.Max(i - 1, 0)].Version, CurrentVersion: fork.Version, fork.Epoch))
            .ToSequence());
    }
}

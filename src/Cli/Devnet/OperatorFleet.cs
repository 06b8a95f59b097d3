using System.Net;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Transport;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>The operators of a devnet.</summary>
internal sealed class OperatorFleet : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<OperatorProcess> _processes = [];

    /// <summary>Makes folders with keys and settings, as <c>tpool operator init</c> does.</summary>
    /// <returns>The public files.</returns>
    internal static Sequence<PublicIdentity> MakeFolders(DevnetFolder folder, int count, Uri beaconNode)
    {
        IReadOnlyList<int> ports = FreePorts.Find(count);
        var identities = new PublicIdentity[count];
        Parallel.For(0, count, i =>
        {
            var listen = new IPEndPoint(IPAddress.Loopback, ports[i]);
            var configuration = new OperatorConfiguration(
                listen, new IPEndPoint(IPAddress.Loopback, 0), [beaconNode], "password.txt");
            identities[i] = OperatorSetup.Create(
                folder.Operator(new((uint)i + 1)),
                new OperatorPlan($"operator {i + 1}", $"{listen}", configuration),
                TimeProvider.System.GetUtcNow());
        });
        return identities.ToSequence();
    }

    /// <summary>Gives the network's file to all, and starts them.</summary>
    internal void Start(DevnetFolder folder, NetworkGenesis genesis)
    {
        string file = NetworkGenesis.Ssz.ToJson(genesis, indented: true);
        foreach (OperatorRecord record in genesis.Operators)
        {
            OperatorFolder own = folder.Operator(record.Id);
            File.WriteAllText(own.Network, file);
            _processes.Add(OperatorProcess.Start(record.Id, own));
        }
    }

    /// <summary>Waits until every operator's API is there.</summary>
    /// <exception cref="IOException">One of them ended.</exception>
    internal async Task WaitUntilUpAsync(CancellationToken cancel)
    {
        while (!_processes.TrueForAll(static p => p.TryFindApi()))
        {
            ThrowIfAnyEnded();
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Follows the events of every operator.</summary>
    /// <param name="tell">Takes them, one at a time.</param>
    /// <param name="cancel">Ends it.</param>
    internal Task FollowAsync(Action<OperatorId, NumberedEvent> tell, CancellationToken cancel)
    {
        var gate = new Lock();
        return Task.WhenAll(_processes.Select(async process =>
        {
            try
            {
                await foreach (NumberedEvent happened in process.Api!.EventsAsync(cancel))
                {
                    lock (gate)
                    {
                        tell(process.Id, happened);
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
            {
                // The operator has ended, which is looked at elsewhere, or the devnet ends.
            }
        }));
    }

    /// <summary>How things stand, by any operator that answers.</summary>
    internal async Task<NodeStatus?> StatusAsync(CancellationToken cancel)
    {
        foreach (OperatorProcess process in _processes.Where(static p => !p.HasEnded))
        {
            try
            {
                return await process.Api!.StatusAsync(cancel);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // It may just be ending; another one answers.
            }
        }

        return null;
    }

    /// <summary>The deposits that committees have signed, by any operator that knows some.</summary>
    internal async Task<Sequence<Ethereum.Deposits.SignedDeposit>> DepositsAsync(CancellationToken cancel)
    {
        var found = new SortedDictionary<string, Ethereum.Deposits.SignedDeposit>(StringComparer.Ordinal);
        foreach (OperatorProcess process in _processes.Where(static p => !p.HasEnded))
        {
            foreach (Ethereum.Deposits.SignedDeposit deposit in await process.Api!.DepositsAsync(cancel))
            {
                found[$"{deposit.Root}"] = deposit;
            }
        }

        return found.Values.ToSequence();
    }

    /// <summary>Kills an operator for good.</summary>
    internal Task KillAsync(OperatorId id) => _processes.First(p => p.Id == id).KillAsync();

    /// <exception cref="IOException">An operator has ended by itself.</exception>
    internal void ThrowIfAnyEnded()
    {
        if (_processes.Find(static p => p.HasEnded && !p.IsKilled) is { } ended)
        {
            throw new IOException(
                $"operator {ended.Id} ended by itself: {ended.LastWords()} (see {ended.LogFile})");
        }
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_processes.Select(static p => p.DisposeAsync().AsTask()));
}

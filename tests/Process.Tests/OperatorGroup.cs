using System.Collections.Concurrent;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Transport;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>
/// Operators as processes, each in a folder of its own, made and run by the program's own commands.
/// </summary>
internal sealed class OperatorGroup : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<int, Tpool> _running = new();
    private readonly ConcurrentQueue<string> _saidBefore = new();

    private OperatorGroup(int count) => Count = count;

    /// <summary>How many operators there are.</summary>
    internal int Count { get; }

    /// <summary>Makes operators as the guide says.</summary>
    internal static async Task<OperatorGroup> InitAsync(int count, Uri beaconNode)
    {
        var group = new OperatorGroup(count);
        IReadOnlyList<int> ports = FreePorts.Find(2 * count);
        await Task.WhenAll(Enumerable.Range(1, count).Select(number => Tpool.SucceedAsync(
            "operator", "init", "--data-dir", group.FolderOf(number), "--name", $"operator {number}",
            "--address", $"127.0.0.1:{ports[number - 1]}", "--api", $"127.0.0.1:{ports[count + number - 1]}",
            "--beacon-node", $"{beaconNode}")));
        return group;
    }

    /// <summary>An operator's folder.</summary>
    internal string FolderOf(int number) => _folder.In($"operator-{number}");

    /// <summary>The operators' public files.</summary>
    internal IEnumerable<string> PublicFiles() =>
        Enumerable.Range(1, Count).Select(i => new OperatorFolder(FolderOf(i)).PublicFile);

    /// <summary>Another file of the group.</summary>
    internal string In(string name) => _folder.In(name);

    /// <summary>Gives all the same network, made elsewhere.</summary>
    internal void Join(NetworkGenesis genesis)
    {
        File.WriteAllText(In("network.json"), NetworkGenesis.Ssz.ToJson(genesis));
        Join(In("network.json"));
    }

    /// <summary>Gives all the same network.</summary>
    internal void Join(string networkFile)
    {
        for (int number = 1; number <= Count; number++)
        {
            File.Copy(networkFile, new OperatorFolder(FolderOf(number)).Network);
        }
    }

    /// <summary>The public identities, for a network that a test makes itself.</summary>
    internal Sequence<PublicIdentity> Identities() =>
        PublicFiles().Select(ConfigurationFiles.ReadPublicFile).ToSequence();

    /// <summary>Starts an operator.</summary>
    internal void Start(int number)
    {
        File.Delete(new OperatorFolder(FolderOf(number)).ApiUrl);
        _running[number] = Tpool.Start("operator", "run", "--data-dir", FolderOf(number), "--verbose");
    }

    /// <summary>Starts all.</summary>
    internal void StartAll()
    {
        for (int number = 1; number <= Count; number++)
        {
            Start(number);
        }
    }

    /// <summary>Kills an operator in the middle of whatever it does.</summary>
    internal async Task KillAsync(int number)
    {
        Assert.True(_running.TryRemove(number, out Tpool? tpool), $"Operator {number} does not run.");
        Assert.False(tpool.HasEnded, $"Operator {number} ended by itself. {tpool.Errors}{tpool.Output}");
        tpool.Kill();
        Assert.Equal(128 + 9, tpool.ExitCode);
        await tpool.DisposeAsync();
        _saidBefore.Enqueue(tpool.Output);
    }

    /// <summary>What an operator says; null while it does not answer.</summary>
    internal async Task<NodeStatus?> StatusAsync(int number)
    {
        AssertRunning(number);
        try
        {
            using var api = OperatorApi.Of(new OperatorFolder(FolderOf(number)));
            return await api.StatusAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is ConfigurationException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>Every event that any operator has logged, those of killed processes too.</summary>
    internal IEnumerable<string> Events() => _saidBefore
        .Concat(_running.Values.Select(static t => t.Output))
        .SelectMany(static said => said.Split('\n'));

    /// <summary>Waits until an operator's status is as wanted.</summary>
    internal Task UntilAsync(
        int number, Func<NodeStatus, bool> condition, string what, TimeSpan? deadline = null) =>
        Eventually.HoldsAsync(
            async () => await StatusAsync(number) is { } status && condition(status),
            $"{what} did not come true for operator {number}. {_running[number].Output}",
            deadline ?? TimeSpan.FromMinutes(8));

    /// <summary>How many lines an operator has logged since it was started last.</summary>
    internal int LinesOf(int number) => _running[number].Output.Count(static c => c == '\n');

    /// <summary>Waits until an operator has logged so many lines.</summary>
    internal Task UntilSaidAsync(int number, int lines) => Eventually.HoldsAsync(
        () =>
        {
            AssertRunning(number);
            return LinesOf(number) >= lines;
        },
        $"Operator {number} fell silent.",
        TimeSpan.FromMinutes(3));

    public async ValueTask DisposeAsync()
    {
        foreach (Tpool tpool in _running.Values)
        {
            await tpool.DisposeAsync();
        }

        _folder.Dispose();
    }

    private void AssertRunning(int number) => Assert.False(
        _running[number].HasEnded,
        $"Operator {number} ended. {_running[number].Errors}{_running[number].Output}");
}

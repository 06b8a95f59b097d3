using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>Runs of the laboratory that are cut off, and begun again.</summary>
public sealed class LaboratoryRunTests : IDisposable
{
    private const int Replicas = 24;
    private const int Kills = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Killed three times, each time after a few chunks more are stored, the run ends with the bytes of one
    /// that nobody disturbed, and has kept what it had.
    /// </summary>
    [Fact]
    public async Task A_killed_run_goes_on_and_ends_with_the_same_bytes()
    {
        string folder = _folder.In("killed");
        for (int kill = 1; kill <= Kills; kill++)
        {
            await using Tpool run = Tpool.Start(Arguments(folder));
            await UntilStoredAsync(run, folder, kill * 3);
            run.Kill();
        }

        Dictionary<string, DateTime> kept = Stored(folder)
            .ToDictionary(static f => f, File.GetLastWriteTimeUtc);
        Assert.InRange(kept.Count, Kills * 3, Replicas - 1);
        await Tpool.SucceedAsync(Arguments(folder));
        Assert.All(kept, static chunk => Assert.Equal(chunk.Value, File.GetLastWriteTimeUtc(chunk.Key)));

        string whole = _folder.In("whole");
        await Tpool.SucceedAsync(Arguments(whole));
        string[] names = Names(whole);
        Assert.Equal(names, Names(folder));
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(folder, name))));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_at_once_and_says_how_to_go_on()
    {
        string folder = _folder.In("interrupted");
        await using Tpool run = Tpool.Start(Arguments(folder));
        await UntilStoredAsync(run, folder, 2);
        run.Interrupt();
        await run.EndAsync();
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Run the same command again to go on.", run.Errors, StringComparison.Ordinal);
        string said = await Tpool.SucceedAsync(Arguments(folder));
        Assert.Contains("report: ", said, StringComparison.Ordinal);
    }

    /// <summary>Replicas of a tenth of a second each, so that there is a middle to be killed in.</summary>
    private static string[] Arguments(string folder) =>
    [
        "simulate", "run", "payout-variance", "--replicas", $"{Replicas}", "--set", "blocks=420480",
        "--threads", "1", "--out", folder,
    ];

    private static string[] Names(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal),
    ];

    private static string[] Stored(string folder)
    {
        string chunks = Path.Combine(folder, "chunks");
        return Directory.Exists(chunks) ? Directory.GetFiles(chunks, "*.json") : [];
    }

    private static Task UntilStoredAsync(Tpool run, string folder, int count) => Eventually.HoldsAsync(
        () => Stored(folder).Length >= count || run.HasEnded,
        $"It stored no {count} chunks.",
        TimeSpan.FromMinutes(2));
}

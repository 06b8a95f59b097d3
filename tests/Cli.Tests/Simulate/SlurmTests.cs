using System.Diagnostics;
using TrustlessPools.Node.Transport;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Simulate;

/// <summary>The array job, on a cluster of this machine alone.</summary>
public sealed class SlurmTests
{
    private static string Scripts => Path.Combine(ProjectRoot.Path, "devnet", "slurm");

    /// <summary>Three shards and the merge after them have the bytes of one run.</summary>
    [Fact]
    public async Task An_array_job_has_the_bytes_of_one_run()
    {
        Requirements.Require(
            "slurm",
            Environment.UserName == "root" && IsInstalled("sbatch") && IsInstalled("slurmctld")
                && IsInstalled("slurmd") && IsInstalled("munged"),
            "no Slurm is installed here (apt-get install slurm-wlm munge), or this is not root");
        using var folder = new TemporaryFolder();
        string cluster = folder.In("cluster");
        int port = FreePorts.Find(1)[0];
        try
        {
            await RunAsync(folder, cluster, port, $"{Scripts}/one-node.sh start {cluster}");
            string job = await RunAsync(
                folder, cluster, port, $"sbatch --parsable --array=1-3 {Scripts}/simulate.sbatch "
                    + "attack-search --replicas 3");
            await RunAsync(
                folder, cluster, port, $"sbatch --wait --dependency=afterok:{job} {Scripts}/merge.sbatch "
                    + $"{job}");
            Tpool.Outcome alone = await Tpool.RunProgramAsync(
                $"simulate run attack-search --replicas 3 --out {folder.In("alone")}");
            Assert.Equal(0, alone.Exit);
            string whole = folder.In("tpool-runs", job, "whole");
            foreach (
                string path in Directory.EnumerateFiles(folder.In("alone"), "*", SearchOption.AllDirectories))
            {
                string other = Path.Combine(whole, Path.GetRelativePath(folder.In("alone"), path));
                CancellationToken cancel = TestContext.Current.CancellationToken;
                Assert.Equal(
                    await File.ReadAllBytesAsync(path, cancel), await File.ReadAllBytesAsync(other, cancel));
            }
        }
        finally
        {
            await RunAsync(folder, cluster, port, $"{Scripts}/one-node.sh stop {cluster}");
            await Eventually.HoldsAsync(() => !File.Exists(Path.Combine(cluster, "slurmctld.pid")));
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .Any(p => File.Exists(Path.Combine(p, program)));

    private static async Task<string> RunAsync(
        TemporaryFolder folder, string cluster, int port, string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SLURM_CONF"] = Path.Combine(cluster, "slurm.conf");
        start.Environment["SLURM_PORT"] = $"{port}";
        start.Environment["TPOOL"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "tpool.dll")}";
        using Process process = Process.Start(start)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancel);
        string output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, $"{command}: {output}{await errors}");
        return output.Trim();
    }
}

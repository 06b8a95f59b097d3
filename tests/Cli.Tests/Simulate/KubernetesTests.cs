using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Simulate;

/// <summary>
/// The indexed job is not run here, as there is no cluster; its fields are those of batch/v1, and its shards
/// are
/// as many as its indexes.
/// </summary>
public sealed class KubernetesTests
{
    private static string[] Lines =>
        File.ReadAllLines(Path.Combine(ProjectRoot.Path, "devnet", "kubernetes", "simulate-job.yaml"));

    [Theory]
    [InlineData("apiVersion: batch/v1")]
    [InlineData("kind: Job")]
    [InlineData("  completionMode: Indexed")]
    [InlineData("      restartPolicy: Never")]
    [InlineData("        runAsNonRoot: true")]
    [InlineData("            allowPrivilegeEscalation: false")]
    public void The_job_has_the_field(string line) => Assert.Contains(line, Lines);

    [Fact]
    public void There_are_as_many_shards_as_indexes()
    {
        string completions = Lines.Single(static l =>
            l.StartsWith("  completions: ", StringComparison.Ordinal))
            .Split(' ')[^1];
        Assert.Contains(Lines, l =>
            l.EndsWith($"--shard $((JOB_COMPLETION_INDEX + 1))/{completions}", StringComparison.Ordinal));
    }

    /// <summary>YAML's blocks are by spaces, and a tab is an error.</summary>
    [Fact]
    public void It_is_indented_by_two_spaces() => Assert.DoesNotContain(
        Lines, static l => l.Contains('\t', StringComparison.Ordinal)
            || (l.Length - l.TrimStart().Length) % 2 != 0);
}

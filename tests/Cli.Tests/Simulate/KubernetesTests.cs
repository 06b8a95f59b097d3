using k8s;
using k8s.Models;
using TrustlessPools.Testing;
using YamlDotNet.Core;

namespace TrustlessPools.Cli.Tests.Simulate;

/// <summary>
/// The indexed job is not run here, as there is no cluster. It is read by the models that are generated from
/// Kubernetes' own schema, which refuse fields that the schema has not.
/// </summary>
public sealed class KubernetesTests
{
    private static string Manifest =>
        File.ReadAllText(Path.Combine(ProjectRoot.Path, "devnet", "kubernetes", "simulate-job.yaml"));

    [Fact]
    public void The_manifest_keeps_to_the_schema_of_jobs()
    {
        V1Job job = Read(Manifest);
        Assert.Equal(("batch/v1", "Job"), (job.ApiVersion, job.Kind));
        Assert.Equal("Indexed", job.Spec.CompletionMode);
        V1PodSpec pod = job.Spec.Template.Spec;
        Assert.Equal("Never", pod.RestartPolicy);
        V1Container container = Assert.Single(pod.Containers);
        Assert.Equal(
            pod.Volumes.Select(static v => v.Name), container.VolumeMounts.Select(static m => m.Name));
    }

    [Fact]
    public void It_has_no_rights_that_it_does_not_need()
    {
        V1PodSpec pod = Read(Manifest).Spec.Template.Spec;
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        V1SecurityContext container = pod.Containers[0].SecurityContext;
        Assert.False(container.AllowPrivilegeEscalation);
        Assert.True(container.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], container.Capabilities.Drop);
    }

    [Fact]
    public void There_are_as_many_shards_as_indexes()
    {
        V1JobSpec spec = Read(Manifest).Spec;
        Assert.Contains(
            $"--shard $((JOB_COMPLETION_INDEX + 1))/{spec.Completions} ",
            spec.Template.Spec.Containers[0].Args[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completionMode", "completionsMode")]
    [InlineData("completions: 8", "completions: eight")]
    [InlineData("mountPath", "mount_path")]
    public void What_the_schema_has_not_is_refused(string right, string wrong)
    {
        string changed = Manifest.Replace(right, wrong, StringComparison.Ordinal);
        Assert.ThrowsAny<YamlException>(() => Read(changed));
    }

    private static V1Job Read(string manifest) => KubernetesYaml.Deserialize<V1Job>(manifest, strict: true);
}

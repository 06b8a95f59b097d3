using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Storage;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Hosting;

/// <summary>After a hand-over nothing of the old shares is left, neither on any disk nor in memory.</summary>
public sealed class ErasureTests
{
    /// <summary>
    /// The operators are stopped after the first committee has its shares, their secrets are noted as they
    /// are in memory and on disk, and they go on through a hand-over. Then every byte of their folders is
    /// searched, and every secret buffer of the process.
    /// </summary>
    [Fact]
    public async Task No_byte_of_erased_secrets_is_left_in_files_or_secret_memory()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync();
        await network.BeginChainAsync();
        Hash32 first = network.Pool.Serving.Value.Attempt;
        await network.StopAllAsync();
        List<Noted> noted = NoteSecrets(network);
        byte[] before = network.Files.AllBytes();
        Assert.All(
            noted, n =>
                Assert.True(before.AsSpan().IndexOf(n.Sealed) >= 0, $"{n.Name} is looked for in vain."));
        Assert.Equal(LocalNetwork.Count, noted.Count(n => n.Name == SecretName.Share(new(1), first)));

        for (uint number = 1; number <= LocalNetwork.Count; number++)
        {
            await network.StartAsync(new OperatorId(number));
        }

        await network.UntilAsync(
            () => network.Nodes.All(n => n.State.Vault.Find(SecretName.Share(new(1), first)) is null),
            "The erasure of the first committee's shares");
        Assert.NotEqual(first, network.Pool.Serving.Value.Attempt);
        HashSet<(OperatorId, SecretName)> kept =
            [.. network.Nodes.SelectMany(static n =>
                n.State.Vault.Secrets.Keys.Select(name => (n.Self, name)))];
        await network.StopAllAsync();

        byte[] files = network.Files.AllBytes();
        Noted[] erased = [.. noted.Where(n => !kept.Contains((n.Operator, n.Name)))];
        Assert.True(erased.Length >= LocalNetwork.Count);
        Assert.All(erased, n => Assert.Equal(-1, files.AsSpan().IndexOf(n.Plain)));
        Assert.All(erased, n => Assert.Equal(-1, files.AsSpan().IndexOf(n.Sealed)));
        Assert.All(
            erased, static n =>
                Assert.False(SecretMemory.Contains(n.Plain), $"{n.Name} is still in memory."));
    }

    private static List<Noted> NoteSecrets(LocalNetwork network)
    {
        var noted = new List<Noted>();
        for (uint number = 1; number <= LocalNetwork.Count; number++)
        {
            NodePlan plan = network.PlanOf(new(number));
            var owner = new StoreOwner(plan.Rules.Network, plan.Self);
            using (OperatorStore store = OperatorStore.Open(
                plan.Folder.Store, owner, new SecretSeal(plan.Keys.Identity)))
            {
                Dictionary<string, byte[]> sealedSecrets = store.SealedSecrets().ToDictionary(
                    static s => s.Name, static s => s.Sealed);
                foreach ((SecretName name, SecretBytes secret) in store.Load().Secrets)
                {
                    noted.Add(new(plan.Self, name, secret.Span.ToArray(), sealedSecrets[$"{name}"]));
                    secret.Dispose();
                }
            }

            plan.Keys.Dispose();
        }

        return noted;
    }

    private sealed record Noted(OperatorId Operator, SecretName Name, byte[] Plain, byte[] Sealed);
}

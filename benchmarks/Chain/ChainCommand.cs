using System.CommandLine;
using TrustlessPools.Benchmarks.Ceremonies;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Chain;

/// <summary><c>chain</c>: what consensus, state roots and blocks cost one operator.</summary>
internal static class ChainCommand
{
    internal static Command Create()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of operators, 4 to 256.",
            DefaultValueFactory = static _ => [8, 128],
            AllowMultipleArgumentsPerToken = true,
        };
        var repeats = new Option<int>("--repeats")
        {
            Description = "How often each is measured, after once to warm up.",
            DefaultValueFactory = static _ => 15,
        };
        var command = new Command("chain", "Measure consensus, state roots and blocks.") { sizes, repeats };
        command.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(repeats)));
        return command;
    }

    private static void Run(int[] sizes, int repeats)
    {
        Machine.Print();
        (string Name, double Milliseconds)[][] columns =
            [.. sizes.Select(size => Measure(size, repeats).ToArray())];
        var table = new Table(["operators", .. sizes.Select(static s => $"{s}")]);
        for (int i = 0; i < columns[0].Length; i++)
        {
            table.Row([columns[0][i].Name, .. columns.Select(c => (object)c[i].Milliseconds)]);
        }
    }

    private static IEnumerable<(string Name, double Milliseconds)> Measure(int size, int repeats)
    {
        var recording = new Recording(size);
        World world = recording.World;
        var agreement = new Agreement(size);
        yield return ("decide a block, without signatures", Sample.Median(repeats, agreement.Decide));

        SecretScalar[] secrets = [.. world.Members.Values.Select(static m => m.Identity)];
        IdentityClaim[] votes = agreement.Votes(secrets, world.Rules.Network);
        yield return ("verify its votes, together", WithFreshMemo(world, repeats, memo =>
            Invariant.Holds(IdentitySignature.VerifyAll(votes, memo), "All votes are signed.")));
        yield return ("verify its votes, each alone", WithFreshMemo(world, repeats, memo =>
            Invariant.Holds(
                Array.TrueForAll(votes, v => IdentitySignature.Verify(v, memo)), "All votes are signed.")));

        (ChainHead Parent, CertifiedBlock Block)[] blocks = [.. BlocksOf(recording)];
        ChainState largest =
            blocks.Select(static b => b.Parent.State).MaxBy(static s => ChainState.Ssz.SizeOf(s))!;
        byte[] bytes = ChainState.Ssz.Serialize(largest);
        yield return ("root of a state with all dealings, read anew", Sample.Median(
            repeats, () => ChainState.Ssz.HashTreeRoot(ChainState.Ssz.Deserialize(bytes))));
        yield return ("root of that state after a block without operations", Sample.Median(
            repeats, () => ChainState.Ssz.HashTreeRoot(largest with { Tick = largest.Tick + 1 })));

        yield return ("apply a block without operations", Apply(blocks.First(IsEmpty), world, repeats));
        yield return (
            "apply a block with everybody's fence", Apply(blocks.First(Holds<PostFence>), world, repeats));
        yield return (
            "apply a block with everybody's dealing",
            Apply(blocks.First(Holds<PostDealing>), world, repeats));
    }

    private static bool IsEmpty((ChainHead Parent, CertifiedBlock Block) at) =>
        at.Block.Body.Operations.Count == 0 && at.Block.Header.Height.Value > 1;

    private static bool Holds<T>((ChainHead Parent, CertifiedBlock Block) at) =>
        at.Block.Body.Operations.Any(static o => o.Operation is T);

    private static IEnumerable<(ChainHead Parent, CertifiedBlock Block)> BlocksOf(Recording recording)
    {
        ChainRules rules = recording.World.Rules;
        ChainHead head = ChainHead.Genesis(rules);
        foreach (CertifiedBlock block in recording.Stages.SelectMany(static s => s.Blocks))
        {
            yield return (head, block);
            (ChainHead? next, Refusal? refusal) = BlockRules.Apply(rules, head, block.Signed, block.Body);
            Invariant.Holds(next is not null, $"The block is valid: {refusal}");
            head = next;
        }
    }

    private static double Apply((ChainHead Parent, CertifiedBlock Block) at, World world, int repeats)
    {
        byte[] bytes = CertifiedBlock.Ssz.Serialize(at.Block);
        return WithFreshMemo(world, repeats, memo =>
        {
            CertifiedBlock block = CertifiedBlock.Ssz.Deserialize(bytes);
            (ChainHead? next, Refusal? refusal) = BlockRules.Apply(
                new ChainRules(world.Genesis, memo), at.Parent, block.Signed, block.Body);
            Invariant.Holds(next is not null, $"The block is valid: {refusal}");
        });
    }

    /// <summary>The median of an act with a memo that knows the operators' keys and nothing else.</summary>
    private static double WithFreshMemo(World world, int repeats, Action<Memo> act)
    {
        var samples = new List<double>();
        for (int i = 0; i <= repeats; i++)
        {
            var memo = new Memo(100_000);
            foreach (World.Member member in world.Members.Values)
            {
                // No signature, but the key is decoded before that is seen.
                IdentitySignature.Verify(member.IdentityKey, default, default, memo);
            }

            samples.Add(CpuTime.Of(() => act(memo)));
        }

        return Sample.Median(samples.Skip(1));
    }
}

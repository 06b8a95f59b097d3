using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ceremonies;

/// <summary>
/// A key's generation and its first hand-over, block by block, with what came before and between.
/// </summary>
internal sealed class Recording
{
    private const int TermsWithKeys = 2;

    private readonly List<Stage> _stages = [];
    private readonly Dictionary<(OperatorId, SecretName), byte[]> _seeds = [];
    private readonly List<CeremonyContext> _contexts = [];

    /// <summary>Runs a world of n operators.</summary>
    internal Recording(int size)
    {
        World = new(size);
        for (ulong term = 0; term < TermsWithKeys; term++)
        {
            // Keys for a later term are held back until it is their ceremony's turn.
            Record(
                StageKind.Keys,
                1,
                o => o is PostKeys k && k.Term.Value == term,
                w => AllPosted(w, new(term)));
            Record(StageKind.Between, 4, static _ => false, static w => w.Pool.Ceremony.HasValue);
            CertifiedBlock begins = TakeLastBlock();
            Record(
                term == 0 ? StageKind.KeyGeneration : StageKind.HandOver,
                ticks: 1,
                static o => o is not PostKeys,
                w => w.Pool.Serving.TryGet(out Tenure? serving) && serving.Term.Value == term,
                begins);
        }

        Record(
            StageKind.Between,
            World.Rules.Clock.TickOf(World.Pool.Serving.Value.Boundary).Value - World.State.Tick.Value,
            static _ => false,
            static w => w.State.Tick >= w.Rules.Clock.TickOf(w.Pool.Serving.Value.Boundary));
        CertifiedBlock boundary = TakeLastBlock();
        Record(
            StageKind.HandOver,
            ticks: 1,
            static o => o is PostFinalReport,
            static w => w.Pool.Settling.Value.FinalReports.Count == w.Members.Count,
            boundary);
        SetWaitingApart(boundary);
    }

    /// <summary>Where the blocks were made.</summary>
    internal World World { get; }

    /// <summary>The blocks in order, cut where a ceremony begins or ends.</summary>
    internal IReadOnlyList<Stage> Stages => _stages;

    /// <summary>
    /// The operator that is measured: one that leads as few of the ceremonies' blocks as anybody.
    /// </summary>
    internal OperatorId Subject => World.Members.Keys.MinBy(m => Stages
        .Where(static s => s.Kind is not StageKind.Between)
        .SelectMany(static s => s.Blocks)
        .Count(b => b.Header.Proposer == m));

    /// <summary>
    /// What the generator of the operator that is measured gives it; null for what it never asked for.
    /// </summary>
    internal byte[]? Seed(SecretName name) => _seeds.GetValueOrDefault((Subject, name));

    /// <summary>What the participants of a ceremony agree on.</summary>
    internal CeremonyContext ContextOf(StageKind kind) => _contexts[kind is StageKind.KeyGeneration ? 0 : 1];

    /// <summary>The operations of a ceremony.</summary>
    internal IReadOnlyList<SignedOperation> OperationsOf(StageKind kind) => [.. Stages
        .Where(s => s.Kind == kind)
        .SelectMany(static s => s.Blocks)
        .SelectMany(static b => b.Body.Operations)
        .Where(static o => o.Operation is not PostEpochReport)];

    private static bool AllPosted(World world, Term term) =>
        world.State.Draw.Term > term
        || world.Members.Keys.All(m => world.State.Draw.KeysOf(m) is not null);

    /// <summary>The block that begins a ceremony is part of it: with it dealers begin to deal.</summary>
    private CertifiedBlock TakeLastBlock()
    {
        Stage last = _stages[^1];
        _stages[^1] = last with { Blocks = [.. last.Blocks.SkipLast(1)] };
        return last.Blocks[^1];
    }

    /// <summary>
    /// The old members wait before they report; the chain goes on with or without that.
    /// </summary>
    private void SetWaitingApart(CertifiedBlock boundary)
    {
        Stage reports = _stages[^1];
        _stages.RemoveAt(_stages.Count - 1);
        _stages.AddRange(reports.Blocks.Select(b => new Stage(
            b == boundary || b.Body.Operations.Count > 0 ? StageKind.HandOver : StageKind.Between, [b])));
    }

    private void Record(
        StageKind kind,
        ulong ticks,
        Func<Operation, bool> isWanted,
        Func<World, bool> isOver,
        params IEnumerable<CertifiedBlock> first)
    {
        List<CertifiedBlock> blocks = [.. first];
        while (!isOver(World))
        {
            blocks.Add(World.Step(ticks, isWanted));
            NoteSeeds();
            if (World.Pool.Ceremony.TryGet(out CeremonyState? ceremony)
                && !_contexts.Contains(ceremony.Context))
            {
                _contexts.Add(ceremony.Context);
            }
        }

        _stages.Add(new(kind, blocks));
    }

    private void NoteSeeds()
    {
        foreach (World.Member member in World.Members.Values)
        {
            foreach ((SecretName name, SecretBytes secret) in member.Vault.Secrets)
            {
                _seeds.TryAdd((member.Id, name), secret.Span.ToArray());
            }
        }
    }
}

/// <summary>What a stage is for.</summary>
internal enum StageKind
{
    /// <summary>All post encryption keys for a term: once, for all its ceremonies.</summary>
    Keys,

    /// <summary>A key is generated.</summary>
    KeyGeneration,

    /// <summary>The key is handed over; in the end the old committee reports.</summary>
    HandOver,

    /// <summary>The chain waits.</summary>
    Between,
}

/// <summary>Blocks in a row.</summary>
internal sealed record Stage(StageKind Kind, IReadOnlyList<CertifiedBlock> Blocks);

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ceremonies;

/// <summary>
/// One operator's machine, as it runs in production, lives through recorded ceremonies with a memo of its
/// own.
/// </summary>
/// <remarks>
/// It hears every operation from its sender, wakes when a tick begins, and is brought the certified block.
/// What it owes it makes itself; at the end it stands on the recorded head. Votes of the consensus on blocks
/// are no part of it.
/// </remarks>
internal sealed class Replay
{
    /// <summary>As large as an operator's process has it.</summary>
    private const int MemoCapacity = 100_000;

    private readonly Recording _recording;
    private readonly bool _together;
    private readonly OperatorSettings _settings;
    private readonly Dictionary<StageKind, double> _milliseconds =
        Enum.GetValues<StageKind>().ToDictionary(static k => k, static _ => 0d);

    private OperatorState _state;

    private Replay(Recording recording, bool together)
    {
        _recording = recording;
        _together = together;
        _settings = new(
            new ChainRules(recording.World.Genesis, new Memo(MemoCapacity)),
            recording.Subject,
            recording.World.Members[recording.Subject].Identity,
            Preset.Minimal);
        OperatorTransition start = OperatorMachine.Start(
            _settings, StoredRecords.Empty, _settings.Rules.Clock.StartOf(default(Tick)));
        _state = start.State;
        Perform(start.Effects);
    }

    /// <summary>The milliseconds of CPU time that each kind of stage took.</summary>
    /// <param name="recording">What the operator lives through.</param>
    /// <param name="together">
    /// True when the operations of a step are read together, as by a node that lets them wait for each other;
    /// false when each comes alone.
    /// </param>
    internal static IReadOnlyDictionary<StageKind, double> Run(Recording recording, bool together)
    {
        var replay = new Replay(recording, together);
        foreach (Stage stage in recording.Stages)
        {
            // Messages are read from the wire first: the recorded objects carry remembered roots.
            Arrival[] arrivals = [.. stage.Blocks.Select(b => Arrival.Of(b, recording.Subject))];
            double spent = Measuring.CpuTime.Of(() => Array.ForEach(arrivals, replay.Live));
            replay._milliseconds[stage.Kind] += spent;
        }

        Invariant.Holds(
            ChainState.Ssz.HashTreeRoot(replay._state.Chain)
                == ChainState.Ssz.HashTreeRoot(recording.World.State),
            "The operator stands where the recorded chain stands.");
        return replay._milliseconds;
    }

    private void Live(Arrival arrival)
    {
        Instant tick = _settings.Rules.Clock.StartOf(arrival.Tick);
        OperatorInput.Received[] operations =
            [.. arrival.Operations.Select(static o => new OperatorInput.Received(o.Sender, o.Bytes))];
        if (_together)
        {
            OperatorMachine.Foresee(_settings, _state, operations);
        }

        Array.ForEach(operations, o => Apply(_state.Now, o));

        Apply(tick, new OperatorInput.TimePassed());
        Apply(tick + new Duration(300), new OperatorInput.Received(arrival.Leader, arrival.Block));
    }

    private void Apply(Instant now, OperatorInput input)
    {
        OperatorTransition transition = OperatorMachine.Apply(_settings, _state, now, input);
        _state = transition.State;
        Perform(transition.Effects);
    }

    private void Perform(IReadOnlyList<OperatorEffect> effects)
    {
        foreach (OperatorEffect effect in effects)
        {
            switch (effect)
            {
                case OperatorEffect.DrawSeed draw when _recording.Seed(draw.Name) is { } seed:
                    Apply(_state.Now, new OperatorInput.SeedDrawn(draw.Name, SecretBytes.From(seed)));
                    break;
                case OperatorEffect.EraseSecret erase:
                    erase.Secret.Dispose();
                    break;
            }
        }
    }

    /// <summary>What comes with a block: before it its operations, from their senders.</summary>
    private sealed record Arrival(
        Tick Tick,
        OperatorId Leader,
        IReadOnlyList<(OperatorId Sender, ByteString Bytes)> Operations,
        ByteString Block)
    {
        internal static Arrival Of(CertifiedBlock block, OperatorId subject) => new(
            block.Header.Tick,
            block.Header.Proposer,
            [.. block.Body.Operations
                .Where(o => o.Sender != subject && o.Operation is not PostEpochReport)
                .Select(static o => (o.Sender, new OperationMessage(o).ToBytes()))],
            new BlocksMessage([block]).ToBytes());
    }
}

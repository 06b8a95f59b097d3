using System.Security.Cryptography;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Storage;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>
/// Runs the operator's state machine: inputs in one at a time, writes made durable, then the effects.
/// </summary>
internal sealed class OperatorLoop
{
    private readonly OperatorSettings _settings;
    private readonly OperatorStore _store;
    private readonly PeerNetwork _peers;
    private readonly BeaconOracle _beacon;
    private readonly OperatorInbox _inbox;
    private readonly TimeProvider _time;
    private readonly Action<OperatorEvent> _tell;
    private OperatorState _state;
    private CancellationToken _stopping;

    /// <summary>Restores the operator from its store.</summary>
    /// <exception cref="StoreException">The store is damaged.</exception>
    internal OperatorLoop(
        OperatorSettings settings,
        OperatorStore store,
        PeerNetwork peers,
        BeaconOracle beacon,
        OperatorInbox inbox,
        TimeProvider time,
        Action<OperatorEvent> tell)
    {
        _settings = settings;
        _store = store;
        _peers = peers;
        _beacon = beacon;
        _inbox = inbox;
        _time = time;
        _tell = tell;
        OperatorTransition start = OperatorMachine.Start(settings, store.Load(), Now());
        _state = start.State;
        Commit(start);
        Started = start;
    }

    /// <summary>What the operator knows; immutable, so anybody may look.</summary>
    internal OperatorState State => Volatile.Read(ref _state);

    private OperatorTransition Started { get; }

    /// <summary>Runs until it is stopped.</summary>
    /// <remarks>
    /// An exception is a defect or a broken disk: going on would risk keys, so the operator ends.
    /// </remarks>
    internal async Task RunAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        Perform(Started);
        await using ITimer alarm = _time.CreateTimer(
            _ => _inbox.Post(new OperatorInput.TimePassed()),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        Instant wake = SetAlarm(alarm);
        while (!stopping.IsCancellationRequested && await WaitAsync(stopping))
        {
            while (!stopping.IsCancellationRequested
                && _inbox.Gather(out IReadOnlyList<OperatorInput.Received> messages))
            {
                OperatorMachine.Foresee(_settings, _state, messages);
                wake = ApplyGathered(alarm, wake);
            }
        }
    }

    private Instant ApplyGathered(ITimer alarm, Instant wake)
    {
        while (!_stopping.IsCancellationRequested && _inbox.TryTake(out OperatorInput? input))
        {
            // What is due is not kept waiting by what else has come.
            if (Now() >= wake && input is not OperatorInput.TimePassed)
            {
                Apply(new OperatorInput.TimePassed());
            }

            Apply(input!);
            wake = SetAlarm(alarm);
        }

        return wake;
    }

    private async ValueTask<bool> WaitAsync(CancellationToken stopping)
    {
        try
        {
            return await _inbox.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Instant SetAlarm(ITimer alarm)
    {
        Instant wake = OperatorMachine.NextWake(_settings, _state);
        long due = Math.Max((wake - Now()).Milliseconds, 1);
        alarm.Change(TimeSpan.FromMilliseconds(due), Timeout.InfiniteTimeSpan);
        return wake;
    }

    private void Apply(OperatorInput input)
    {
        int operators = _state.Chain.Operators.Count;
        OperatorTransition transition = OperatorMachine.Apply(_settings, _state, Now(), input);
        Commit(transition);
        Volatile.Write(ref _state, transition.State);
        if (_state.Chain.Operators.Count != operators)
        {
            _peers.Update(_state.Chain.Operators.Select(static o => o.Record));
        }

        Perform(transition);
    }

    private void Commit(OperatorTransition transition) =>
        _store.Commit([.. transition.Effects.OfType<OperatorEffect.Write>()]);

    private void Perform(OperatorTransition transition)
    {
        foreach (OperatorEffect effect in transition.Effects)
        {
            switch (effect)
            {
                case OperatorEffect.Send send:
                    _peers.Send(send.To, send.Bytes);
                    break;
                case OperatorEffect.ServeBlocks serve:
                    Serve(serve);
                    break;
                case OperatorEffect.Ask ask:
                    _ = AskAsync(ask.Question);
                    break;
                case OperatorEffect.DrawSeed draw:
                    _inbox.Post(new OperatorInput.SeedDrawn(draw.Name, NewSeed()));
                    break;
                case OperatorEffect.EraseSecret erase:
                    erase.Secret.Dispose();
                    break;
                case OperatorEffect.Tell tell:
                    _tell(tell.Event);
                    break;
            }
        }
    }

    private void Serve(OperatorEffect.ServeBlocks serve)
    {
        Sequence<CertifiedBlock> blocks = BlocksFittingAMessage(serve.From).ToSequence();
        if (blocks.Count > 0)
        {
            _peers.Send(serve.To, new BlocksMessage(blocks).ToBytes());
        }
    }

    private IEnumerable<CertifiedBlock> BlocksFittingAMessage(Height from)
    {
        long room = PeerMessage.SizeMax / 2;
        foreach (CertifiedBlock block in _store.BlocksFrom(from, BlocksMessage.BlocksMax))
        {
            int size = CertifiedBlock.Ssz.Serialize(block).Length;
            if (size > room && room < PeerMessage.SizeMax / 2)
            {
                yield break;
            }

            room -= size;
            yield return block;
        }
    }

    private async Task AskAsync(BeaconQuestion question)
    {
        try
        {
            BeaconAnswer? answer = await Task.Run(() => _beacon.AnswerAsync(question, _stopping), _stopping);
            if (answer is not null)
            {
                _inbox.Post(new OperatorInput.BeaconAnswered(answer));
            }
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }

    private Instant Now() => new(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private static SecretBytes NewSeed()
    {
        Span<byte> seed = stackalloc byte[SecretBytes.Size];
        RandomNumberGenerator.Fill(seed);
        SecretBytes secret = SecretBytes.From(seed);
        CryptographicOperations.ZeroMemory(seed);
        return secret;
    }
}

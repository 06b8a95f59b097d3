using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Operator;

/// <summary>One input being applied: the state so far, and the effects so far.</summary>
internal sealed class Turn(OperatorSettings settings, OperatorState state)
{
    private readonly List<OperatorEffect> _effects = [];

    internal OperatorSettings Settings { get; } = settings;

    internal OperatorState State { get; set; } = state;

    internal ChainRules Rules => Settings.Rules;

    internal ChainState Chain => State.Head.State;

    internal OperatorId Self => Settings.Self;

    internal Instant Now => State.Now;

    /// <summary>The tick that it is by the operator's clock; tick 0 before the network begins.</summary>
    internal Tick Tick => Rules.Clock.TickAt(Now).TryGet(out Tick tick) ? tick : default;

    internal OperatorTransition End() => new(State, _effects);

    internal void Add(OperatorEffect effect) => _effects.Add(effect);

    internal void Put<T>(string key, SszType<T> schema, T value)
        where T : notnull => Add(new OperatorEffect.Put(key, new ByteString(schema.Serialize(value))));

    internal void Remove(string key) => Add(new OperatorEffect.Remove(key));

    internal void Tell(OperatorEvent happened) => Add(new OperatorEffect.Tell(happened));

    internal void Send(OperatorId to, PeerMessage message) =>
        Add(new OperatorEffect.Send(to, message.ToBytes()));

    /// <summary>Sends to all others of a list.</summary>
    internal void Broadcast(IEnumerable<OperatorId> to, PeerMessage message)
    {
        ByteString bytes = message.ToBytes();
        foreach (OperatorId peer in to)
        {
            if (peer != Self)
            {
                Add(new OperatorEffect.Send(peer, bytes));
            }
        }
    }

    /// <summary>Sends to all operators that are not gone.</summary>
    internal void Broadcast(PeerMessage message) => Broadcast(Peers(), message);

    internal IEnumerable<OperatorId> Peers() => Chain.Operators
        .Where(
            o =>
                !o.Leaving.TryGet(out Term last) || last >= Chain.Term || Chain.Voters.Any(v => v.Id == o.Id))
        .Select(static o => o.Id);

    internal void Refuse(OperatorId peer, string reason, string supplied, string permitted) =>
        Refuse(peer, new Refusal(reason, supplied, permitted));

    internal void Refuse(OperatorId peer, Refusal refusal)
    {
        long count = State.Refusals.GetValueOrDefault(refusal.Reason);
        State = State with { Refusals = State.Refusals.SetItem(refusal.Reason, count + 1) };
        Tell(new OperatorEvent.InputRefused(peer, refusal));
    }

    internal SignedOperation Sign(Operation operation) =>
        SignedOperation.Sign(Self, operation, Settings.Identity, Rules.Network);

    internal G1Bytes? IdentityKeyOf(OperatorId id) => Chain.OperatorOf(id)?.Record.Identity.IdentityKey;
}

using TrustlessPools.Consensus;
using TrustlessPools.Core.Tests.PoolChain;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Operators;

/// <summary>
/// Messages come to the same whether they are verified together beforehand or each when it is applied.
/// </summary>
public sealed class WaitingMessagesTests
{
    private static readonly OperatorId Self = new(2);

    private readonly ChainHarness _chain = new(operators: 7, seats: 7, threshold: 5);

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void Foresight_changes_nothing_of_what_comes_of_messages(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 5; round++)
        {
            OperatorInput.Received[] inputs =
                [.. Enumerable.Range(0, 2 + random.NextBelow(20)).Select(_ => RandomInput(random))];
            Outcome foreseen = Apply(inputs, foresee: true);
            Outcome alone = Apply(inputs, foresee: false);
            Assert.True(foreseen == alone, $"seed {seed}, round {round}: {foreseen} instead of {alone}");
        }
    }

    [Fact]
    public void One_wrong_signature_among_many_is_refused_alone()
    {
        OperatorInput.Received[] inputs = [.. Others().Select(o => Offer(o, Sign(o)))];
        inputs[3] =
            Offer(inputs[3].Peer, Sign(inputs[3].Peer) with { Signature = Sign(inputs[4].Peer).Signature });
        Outcome outcome = Apply(inputs, foresee: true);
        Assert.Equal($"{inputs[3].Peer} BadSignature", Assert.Single(outcome.Refusals));
        Assert.Equal(inputs.Length - 1, outcome.Waiting.Count);
    }

    [Fact]
    public void Whole_groups_of_right_messages_are_verified_beforehand()
    {
        var memo = new Memo(1000);
        OperatorSettings settings = Settings(memo);
        OperatorState state = Start(settings);
        SignedOperation[] operations = [.. Others().Select(Sign)];
        OperatorMachine.Foresee(settings, state, [.. operations.Select(o => Offer(o.Sender, o))]);
        Assert.All(operations, o => Assert.True(memo.Knows(
            "identity signature", o.Claim(IdentityKey(o.Sender), _chain.Rules.Network).Digest)));
    }

    private OperatorInput.Received RandomInput(SeededGenerator random)
    {
        OperatorId peer = new(1 + (uint)random.NextBelow(9));
        OperatorId sender = random.NextChance(1, 10) || peer.Value > 7
            ? new(1 + (uint)random.NextBelow(7))
            : peer;
        switch (random.NextBelow(4))
        {
            case 0:
                return new(peer, new ByteString([1, 2, 3]));
            case 1:
                return Vote(peer, sender, isRight: random.NextChance(5, 6));
            default:
                SignedOperation operation = Sign(sender, after: (ulong)random.NextBelow(3));
                operation = random.NextBelow(12) switch
                {
                    0 => operation with { Signature = default },
                    1 => operation with { Signature = Sign(new(1), after: 9).Signature },
                    2 => operation with { Sender = new(99) },
                    _ => operation,
                };
                return Offer(peer, operation);
        }
    }

    private OperatorInput.Received Vote(OperatorId peer, OperatorId sender, bool isRight)
    {
        QbftMessage prepare = QbftMessage.Prepare(
            Certification.InstanceOf(_chain.Rules.Network, new(1)), Round.First, Hash32.Sha256("a block"u8));
        G2Bytes signature = IdentitySignature.Sign(
            _chain.Operators[sender].Identity,
            isRight ? IdentityDomain.BlockVote : IdentityDomain.DutyVote,
            _chain.Rules.Network,
            prepare.Root());
        var envelope =
            new QbftEnvelope(new(sender, prepare, new ByteString(signature.AsSpan())), default, []);
        return new(peer, new BlockVoteMessage(new(1), envelope).ToBytes());
    }

    private static OperatorInput.Received Offer(OperatorId peer, SignedOperation operation) =>
        new(peer, new OperationMessage(operation).ToBytes());

    private SignedOperation Sign(OperatorId sender) => Sign(sender, after: 7);

    private SignedOperation Sign(OperatorId sender, ulong after) =>
        _chain.Sign(sender, new RetireOperator(new(after)));

    private IEnumerable<OperatorId> Others() => _chain.Operators.Keys.Where(static o => o != Self);

    private G1Bytes IdentityKey(OperatorId id) => _chain.Operators[id].Identity.ToPublicPoint().ToBytes();

    private OperatorSettings Settings(Memo memo) => new(
        new ChainRules(_chain.Genesis, memo), Self, _chain.Operators[Self].Identity, Preset.Minimal);

    private OperatorState Start(OperatorSettings settings) => OperatorMachine.Start(
        settings, StoredRecords.Empty, _chain.Rules.Clock.StartOf(default(Tick)) - new Duration(1)).State;

    private Outcome Apply(OperatorInput.Received[] inputs, bool foresee)
    {
        OperatorSettings settings = Settings(new Memo(1000));
        OperatorState state = Start(settings);
        if (foresee)
        {
            OperatorMachine.Foresee(settings, state, inputs);
        }

        var effects = new List<string>();
        var refusals = new List<string>();
        foreach (OperatorInput.Received input in inputs)
        {
            OperatorTransition transition = OperatorMachine.Apply(settings, state, state.Now, input);
            state = transition.State;
            effects.AddRange(transition.Effects.Select(static e => e.ToString()!));
            refusals.AddRange(transition.Effects
                .OfType<OperatorEffect.Tell>()
                .Select(static t => t.Event)
                .OfType<OperatorEvent.InputRefused>()
                .Select(static r => $"{r.Peer} {r.Refusal.Reason}"));
        }

        return new(
            [.. state.Mempool.Others.Keys],
            effects.ToSequence(),
            refusals.ToSequence(),
            $"{state.Agreement!.Qbft}");
    }

    private sealed record Outcome(
        Sequence<Hash32> Waiting, Sequence<string> Effects, Sequence<string> Refusals, string Consensus);
}

using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Chain;

/// <summary>One participant's part in a decision of the consensus, without faults.</summary>
internal sealed class Agreement
{
    private static readonly ByteString Value = new(new byte[300]);
    private static readonly ByteString NoSignature = new(new byte[G2Bytes.Size]);

    private readonly QbftSettings _settings;
    private readonly QbftEnvelope[] _messages;

    internal Agreement(int size)
    {
        Sequence<OperatorId> participants =
            Enumerable.Range(1, size).Select(static i => new OperatorId((uint)i)).ToSequence();
        _settings = new(Hash32.Sha256("instance"u8), new(2), participants, FirstLeader: 0);
        Hash32 digest = QbftValue.DigestOf(Value);
        Prepare = QbftMessage.Prepare(_settings.Instance, Round.First, digest);
        Commit = QbftMessage.Commit(_settings.Instance, Round.First, digest);
        var proposal = new QbftEnvelope(
            new(new(1), QbftMessage.Proposal(_settings.Instance, Round.First, digest), NoSignature),
            Value,
            []);
        OperatorId[] others = [.. participants.Where(o => o != _settings.Self)];
        _messages =
        [
            proposal,
            .. others.Select(o => new QbftEnvelope(new(o, Prepare, NoSignature), default, [])),
            .. others.Select(o => new QbftEnvelope(new(o, Commit, NoSignature), default, [])),
        ];
    }

    private QbftMessage Prepare { get; }

    private QbftMessage Commit { get; }

    /// <summary>Everybody's votes of both kinds, signed.</summary>
    internal IdentityClaim[] Votes(IReadOnlyList<SecretScalar> secrets, Hash32 network) =>
    [
        .. secrets.SelectMany(secret => new[] { Prepare, Commit }.Select(vote => new IdentityClaim(
            secret.ToPublicPoint().ToBytes(),
            Certification.SigningRoot(network, vote),
            IdentitySignature.Sign(secret, IdentityDomain.BlockVote, network, vote.Root())))),
    ];

    /// <summary>From the start to the decision; signatures are the host's matter.</summary>
    internal void Decide()
    {
        QbftState state = Follow(Qbft.Start(_settings));
        foreach (QbftEnvelope message in _messages)
        {
            state = Follow(Qbft.Apply(state, new QbftInput.Received(message)));
        }

        Invariant.Holds(state.Decision is not null, "The proposal is decided.");
    }

    private QbftState Follow(QbftTransition step)
    {
        QbftState state = step.State;
        foreach (QbftEffect effect in step.Effects)
        {
            QbftInput? answer = effect switch
            {
                QbftEffect.Judge judge => new QbftInput.Judged(judge.Digest, IsValid: true),
                QbftEffect.Send send => new QbftInput.Received(send.Signed(_settings.Self, NoSignature)),
                _ => null,
            };
            state = answer is null ? state : Follow(Qbft.Apply(state, answer));
        }

        return state;
    }
}

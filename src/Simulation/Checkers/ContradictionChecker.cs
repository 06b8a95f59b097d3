using TrustlessPools.Consensus;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>No operator contradicts itself, whatever it forgot in a crash.</summary>
/// <remarks>
/// In consensus: no two different messages of one kind, round and instance. In ceremonies: no two different
/// operations of one kind for one attempt, no two different sets of keys for one term.
/// </remarks>
public sealed class ContradictionChecker : IObserver
{
    private readonly Dictionary<(OperatorId, string), Hash32> _said = [];

    /// <summary>How many different statements were checked.</summary>
    public int Statements => _said.Count;

    public void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(who);
        switch (PeerMessage.Ssz.Deserialize(bytes.AsSpan()))
        {
            case BlockVoteMessage vote:
                Check(who.Id, vote.Envelope);
                break;
            case DutyVoteMessage vote:
                Check(who.Id, vote.Envelope);
                break;
            case OperationMessage { Operation: { } operation }:
                Check(who.Id, operation);
                break;
        }
    }

    private void Check(OperatorId who, QbftEnvelope envelope)
    {
        // Decisions and justifications carry others' messages; all that an operator signed itself counts.
        foreach (SignedQbftMessage signed in envelope.SignedMessages().Where(s => s.Sender == who))
        {
            QbftMessage message = signed.Message;
            Check(who, $"{message.Instance} {message.Kind} {message.Round}", message.Root());
        }
    }

    private void Check(OperatorId who, SignedOperation operation)
    {
        Hash32 root = Operation.Ssz.HashTreeRoot(operation.Operation);
        switch (operation.Operation)
        {
            case PostKeys keys:
                Check(who, $"keys {keys.Term}", root);
                break;
            case PostFinalReport:
                // A late report may know of a higher source than an early one that never reached a block.
                break;
            case CeremonyOperation ceremony:
                Check(who, $"{ceremony.GetType().Name} {ceremony.Attempt}", root);
                break;
        }
    }

    private void Check(OperatorId who, string about, Hash32 content)
    {
        if (_said.TryGetValue((who, about), out Hash32 before) && before != content)
        {
            throw new SafetyViolationException($"Operator {who} said two things about {about}.");
        }

        _said[(who, about)] = content;
    }
}

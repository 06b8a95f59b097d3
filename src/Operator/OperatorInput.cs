using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>Something that happens to an operator.</summary>
public abstract record OperatorInput
{
    private OperatorInput()
    {
    }

    /// <summary>
    /// Time has passed; expected no later than <see cref="OperatorMachine.NextWake"/> says.
    /// </summary>
    public sealed record TimePassed : OperatorInput;

    /// <summary>A peer sent bytes over its authenticated connection.</summary>
    /// <param name="Peer">Whose connection; the transport has checked its certificate.</param>
    /// <param name="Bytes">What came, whatever it is.</param>
    public sealed record Received(OperatorId Peer, ByteString Bytes) : OperatorInput
    {
        private PeerMessage? _message;

        /// <summary>Reads the message, once however often it is asked for.</summary>
        /// <returns>False when the bytes are no message of the protocol.</returns>
        internal bool TryRead([NotNullWhen(true)] out PeerMessage? message)
        {
            if (_message is null && PeerMessage.Ssz.TryRead(Bytes.AsSpan(), out PeerMessage? read))
            {
                _message = read;
            }

            message = _message;
            return message is not null;
        }

        public bool Equals(Received? other) =>
            other is not null && Peer == other.Peer && Bytes == other.Bytes;

        public override int GetHashCode() => HashCode.Combine(Peer, Bytes);
    }

    /// <summary>The own beacon node answered.</summary>
    public sealed record BeaconAnswered(BeaconAnswer Answer) : OperatorInput;

    /// <summary>The own beacon node has a new head.</summary>
    /// <param name="Slot">The slot of its block.</param>
    public sealed record HeadSeen(Slot Slot) : OperatorInput;

    /// <summary>Fresh random bytes, asked for by <see cref="OperatorEffect.DrawSeed"/>.</summary>
    /// <param name="Name">What for.</param>
    /// <param name="Seed">From a cryptographic generator; the operator owns it from now on.</param>
    public sealed record SeedDrawn(SecretName Name, SecretBytes Seed) : OperatorInput;

    /// <summary>Somebody asks this operator to post something.</summary>
    /// <param name="Operation">
    /// An owner's request, a registration, or this operator's own leaving; any other is refused.
    /// </param>
    /// <remarks>
    /// Answered by <see cref="OperatorEvent.OperationTaken"/> or by
    /// <see cref="OperatorEvent.OperationRefused"/>.
    /// </remarks>
    public sealed record OperationOffered(Operation Operation) : OperatorInput;

    /// <summary>The operator's owner wants to leave the network after a term.</summary>
    public sealed record LeaveRequested(Term After) : OperatorInput;
}

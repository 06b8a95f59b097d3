using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>What an operator posts to the pool chain.</summary>
public abstract record Operation
{
    /// <summary>The union of all operations. Selectors are frozen.</summary>
    public static SszUnion<Operation> Ssz { get; } = SszUnion<Operation>.Empty
        .Case(0, PostKeys.Ssz)
        .Case(1, PostDealing.Ssz)
        .Case(2, PostDispute.Ssz)
        .Case(3, PostReveal.Ssz)
        .Case(4, PostConfirmation.Ssz)
        .Case(5, PostFence.Ssz)
        .Case(6, PostFinalReport.Ssz)
        .Case(7, PostEpochReport.Ssz)
        .Case(8, RegisterOperator.Ssz)
        .Case(9, RetireOperator.Ssz)
        .Case(10, PostRequest.Ssz)
        .Case(11, PostDeposit.Ssz)
        .Case(12, PostAbsence.Ssz)
        .Case(13, ContradictReport.Ssz);

    private protected Operation()
    {
    }
}

/// <summary>An operation with its sender's signature.</summary>
/// <param name="Sender">Who posts it.</param>
/// <param name="Operation">What is posted.</param>
/// <param name="Signature">By the sender's identity key, for <see cref="IdentityDomain.Operation"/>.</param>
/// <remarks>
/// What is signed is the operation alone; no two operators have one key, so the key says whose it is. So
/// all who say the same sign the same, which batches verify almost for nothing.
/// </remarks>
public sealed record SignedOperation(OperatorId Sender, Operation Operation, G2Bytes Signature)
{
    public static SszContainer<SignedOperation> Ssz { get; } = SszContainer.Of<SignedOperation>()
        .Field("sender", SszTypes.OperatorId, static x => x.Sender)
        .Field("operation", Operation.Ssz, static x => x.Operation)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<Operation>(), v.Take<G2Bytes>()));

    /// <summary>The digest that names the operation, signature included.</summary>
    public Hash32 Root() => Ssz.HashTreeRoot(this);

    /// <summary>Signs an operation.</summary>
    public static SignedOperation Sign(
        OperatorId sender, Operation operation, SecretScalar identitySecret, Hash32 network) => new(
            sender,
            operation,
            IdentitySignature.Sign(
                identitySecret, IdentityDomain.Operation, network, Operation.Ssz.HashTreeRoot(operation)));

    /// <summary>What the signature claims.</summary>
    /// <param name="identityKey">The sender's.</param>
    /// <param name="network">The network's identity.</param>
    public IdentityClaim Claim(G1Bytes identityKey, Hash32 network) => new(
        identityKey,
        IdentitySignature.SigningRoot(
            IdentityDomain.Operation, network, Operation.Ssz.HashTreeRoot(Operation)),
        Signature);
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>
/// Posts the encryption keys of an operator for a term, one for each attempt. Who posts none is not drawn.
/// </summary>
/// <param name="Term">The term that is drawn next.</param>
/// <param name="Keys">
/// <see cref="CeremonyWindows.KeysPerTerm"/> of them: for the draw's attempts, then for a replacement's.
/// </param>
public sealed record PostKeys(Term Term, Sequence<EncryptionKey> Keys) : Operation
{
    public static new SszContainer<PostKeys> Ssz { get; } = SszContainer.Of<PostKeys>()
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field("keys", SszTypes.List(EncryptionKey.Ssz, 2 * CeremonyWindows.AttemptsMax), static x => x.Keys)
        .Build(static v => new(v.Take<Term>(), v.Take<Sequence<EncryptionKey>>()));

    /// <summary>What the proof of a key is bound to.</summary>
    public static Hash32 ProofContext(Hash32 network, OperatorId sender, Term term, int attempt)
    {
        var transcript = new Transcript("encryption key");
        transcript.Append(network);
        transcript.Append(SszTypes.OperatorId.Serialize(sender));
        transcript.Append(SszTypes.Term.Serialize(term));
        transcript.Append(SszTypes.Uint8.Serialize((ulong)attempt));
        return transcript.ToHash();
    }
}

/// <summary>An operation that belongs to an attempt of a pool's ceremony.</summary>
/// <param name="Pool">Whose key.</param>
/// <param name="Attempt">The root of the attempt's context, which names all that its participants agree
/// on.</param>
public abstract record CeremonyOperation(PoolId Pool, Hash32 Attempt) : Operation;

/// <summary>Deals.</summary>
public sealed record PostDealing(
    PoolId Pool, Hash32 Attempt, Dealing Dealing) : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostDealing> Ssz { get; } = SszContainer.Of<PostDealing>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("dealing", Dealing.Ssz, static x => x.Dealing)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<Dealing>()));
}

/// <summary>Names the dealers whose shares are wrong; an empty list says that all are right.</summary>
public sealed record PostDispute(PoolId Pool, Hash32 Attempt, Sequence<Complaint> Complaints)
    : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostDispute> Ssz { get; } = SszContainer.Of<PostDispute>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("complaints", SszTypes.List(Complaint.Ssz, PublicSharing.MembersMax), static x => x.Complaints)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<Sequence<Complaint>>()));
}

/// <summary>Reveals a member's public share of a generated key.</summary>
public sealed record PostReveal(
    PoolId Pool, Hash32 Attempt, RevealedShare Share) : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostReveal> Ssz { get; } = SszContainer.Of<PostReveal>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("share", RevealedShare.Ssz, static x => x.Share)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<RevealedShare>()));
}

/// <summary>Proves that a member holds its new share.</summary>
public sealed record PostConfirmation(PoolId Pool, Hash32 Attempt, G2Bytes Confirmation)
    : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostConfirmation> Ssz { get; } = SszContainer.Of<PostConfirmation>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("confirmation", G2Bytes.Ssz, static x => x.Confirmation)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<G2Bytes>()));
}

/// <summary>
/// An old member's promise to sign nothing with slot or target at or past the boundary, until FAILED lifts
/// it.
/// </summary>
public sealed record PostFence(PoolId Pool, Hash32 Attempt) : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostFence> Ssz { get; } = SszContainer.Of<PostFence>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>()));
}

/// <summary>
/// An old member's word on the highest source epoch that it signed for the pool, once the boundary has
/// passed.
/// </summary>
/// <param name="Pool">Whose key.</param>
/// <param name="Attempt">The activated attempt that took the key over.</param>
/// <param name="HighestSource">Of all partial signatures over attestations that the member ever made.</param>
public sealed record PostFinalReport(PoolId Pool, Hash32 Attempt, Epoch HighestSource)
    : CeremonyOperation(Pool, Attempt)
{
    public static new SszContainer<PostFinalReport> Ssz { get; } = SszContainer.Of<PostFinalReport>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("highest_source", SszTypes.Epoch, static x => x.HighestSource)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<Epoch>()));
}

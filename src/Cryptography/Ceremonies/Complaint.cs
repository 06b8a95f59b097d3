using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// A recipient's claim that its share from a dealer is wrong, with what anybody needs to see for themselves.
/// </summary>
/// <param name="Dealer">Who is accused.</param>
/// <param name="SharedPoint">The Diffie-Hellman point of this dealing and this recipient, which opens this
/// one share only.</param>
/// <param name="Proof">That the point is the ephemeral point times the recipient's encryption secret.</param>
public sealed record Complaint(OperatorId Dealer, G1Bytes SharedPoint, DiscreteLogProof Proof)
{
    public static SszContainer<Complaint> Ssz { get; } = SszContainer.Of<Complaint>()
        .Field("dealer", SszTypes.OperatorId, static x => x.Dealer)
        .Field("shared_point", G1Bytes.Ssz, static x => x.SharedPoint)
        .Field("proof", DiscreteLogProof.Ssz, static x => x.Proof)
        .Build(static v => new(v.Take<OperatorId>(), v.Take<G1Bytes>(), v.Take<DiscreteLogProof>()));

    /// <summary>Accuses a dealer.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealing">The dealing whose share for the accuser is wrong.</param>
    /// <param name="accuser">The recipient.</param>
    /// <param name="keySeed">The seed of the accuser's encryption key.</param>
    public static Complaint Make(
        CeremonyContext context, CheckedDealing dealing, OperatorId accuser, SecretBytes keySeed)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        using SecretScalar secret = EncryptionKey.SecretFrom(keySeed);
        G1Point shared = secret.Multiply(dealing.Ephemeral);
        DiscreteLogProof proof = DiscreteLogProof.Prove(
            ProofContext(context, dealing.Dealer, accuser),
            secret,
            keySeed,
            G1Point.Generator,
            dealing.Ephemeral);
        return new(dealing.Dealer, shared.ToBytes(), proof);
    }

    /// <summary>Decides who is at fault, as everybody decides it.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealing">The accused dealer's dealing.</param>
    /// <param name="accuser">A recipient.</param>
    public ComplaintVerdict Judge(CeremonyContext context, CheckedDealing dealing, OperatorId accuser)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dealing);
        int index = context.RecipientIndex(accuser);
        Invariant.Holds(
            index >= 0 && dealing.Dealer == Dealer, "A complaint is judged by the dealing that it names.");
        bool decoded = G1Point.TryDecode(context.Recipients[index].EncryptionKey, out G1Point key);
        Invariant.Holds(decoded, "Encryption keys were checked when they were posted.");
        bool isProven = G1Point.TryDecode(SharedPoint, out G1Point shared)
            && Proof.Verify(
                ProofContext(context, Dealer, accuser),
                [G1Point.Generator, dealing.Ephemeral],
                [key, shared]);
        if (!isProven)
        {
            return ComplaintVerdict.Unproven;
        }

        using SecretScalar? share = dealing.Open(context, accuser, shared);
        return share is not null && dealing.Matches(context, accuser, share)
            ? ComplaintVerdict.ShareIsRight
            : ComplaintVerdict.DealerAtFault;
    }

    private static Hash32 ProofContext(CeremonyContext context, OperatorId dealer, OperatorId accuser)
    {
        var transcript = new Transcript("complaint");
        transcript.Append(context.Root);
        transcript.Append(SszTypes.OperatorId.Serialize(dealer));
        transcript.Append(SszTypes.OperatorId.Serialize(accuser));
        return transcript.ToHash();
    }
}

/// <summary>What a complaint comes to. The accuser is at fault unless the dealer is.</summary>
public enum ComplaintVerdict
{
    /// <summary>The share is wrong, and everybody has seen it.</summary>
    DealerAtFault,

    /// <summary>The share is right: a false accusation.</summary>
    ShareIsRight,

    /// <summary>The shared point is not proven to be one: a false accusation.</summary>
    Unproven,
}

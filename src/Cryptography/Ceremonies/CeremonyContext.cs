using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>All that the participants of an attempt agree on before the first of them deals.</summary>
/// <remarks>
/// One machine serves key generation, hand-over and replacement: they differ in who deals and in what the
/// constant terms must be (docs/spec/cryptography.md#ceremonies).
/// </remarks>
public sealed class CeremonyContext : IEquatable<CeremonyContext>
{
    /// <summary>States an attempt.</summary>
    /// <param name="id">Which attempt.</param>
    /// <param name="threshold">t of the sharing that is made: each dealt polynomial has the degree t -
    /// 1.</param>
    /// <param name="recipients">The members that receive shares, in ascending order.</param>
    /// <param name="old">The sharing that is handed over; none when a key is generated.</param>
    public CeremonyContext(
        CeremonyId id, int threshold, Sequence<Recipient> recipients, Optional<PublicSharing> old)
    {
        Id = id;
        Threshold = threshold;
        Recipients = recipients;
        Old = old;
        Root = Ssz.HashTreeRoot(this);
    }

    public static SszContainer<CeremonyContext> Ssz { get; } = SszContainer.Of<CeremonyContext>()
        .Field("id", CeremonyId.Ssz, static x => x.Id)
        .Field("threshold", SszTypes.Uint16, static x => (ulong)x.Threshold)
        .Field("recipients", SszTypes.List(Recipient.Ssz, PublicSharing.MembersMax), static x => x.Recipients)
        .Field("old", SszTypes.Optional(PublicSharing.Ssz), static x => x.Old)
        .BuildRemembering(static v => new(
            v.Take<CeremonyId>(),
            (int)v.Take<ulong>(),
            v.Take<Sequence<Recipient>>(),
            v.Take<Optional<PublicSharing>>()));

    /// <summary>
    /// The second generator H, whose logarithm nobody knows: commitments to a key under generation are made
    /// in it, so that nobody learns the public key before the dealers are fixed.
    /// </summary>
    public static G1Point SecondGenerator { get; } = HashToCurve.ToG1(
        "second generator"u8, new("TPOOL-H-BLS12381G1_XMD:SHA-256_SSWU_RO_V1"));

    /// <summary>Which attempt.</summary>
    public CeremonyId Id { get; }

    /// <summary>t of the sharing that is made.</summary>
    public int Threshold { get; }

    /// <summary>The members that receive shares, in ascending order.</summary>
    public Sequence<Recipient> Recipients { get; }

    /// <summary>The sharing that is handed over; none when a key is generated.</summary>
    public Optional<PublicSharing> Old { get; }

    /// <summary>The digest that every proof of the attempt is bound to.</summary>
    public Hash32 Root { get; }

    /// <summary>True when an existing key is handed over, false when a key is generated.</summary>
    public bool IsHandOver => Old.HasValue;

    /// <summary>
    /// The generator that commitments are made in: the standard one, or H while a key is generated.
    /// </summary>
    public G1Point CommitmentGenerator => IsHandOver ? G1Point.Generator : SecondGenerator;

    /// <summary>
    /// The number of dealings that make the new sharing possible: as many as determine the old key, or t.
    /// </summary>
    public int DealingsNeeded => Old.TryGet(out PublicSharing? old) ? old.Threshold : Threshold;

    /// <summary>
    /// Who may deal: the members of the old committee, or the recipients when a key is generated.
    /// </summary>
    public Sequence<OperatorId> Dealers => Old.TryGet(out PublicSharing? old)
        ? old.Members.Map(static m => m.Member)
        : Recipients.Map(static r => r.Member);

    /// <summary>The position of a recipient, or -1 for somebody else.</summary>
    public int RecipientIndex(OperatorId member)
    {
        for (int i = 0; i < Recipients.Count; i++)
        {
            if (Recipients[i].Member == member)
            {
                return i;
            }
        }

        return -1;
    }

    public bool Equals(CeremonyContext? other) => other is not null && Root == other.Root;

    public override bool Equals(object? obj) => Equals(obj as CeremonyContext);

    public override int GetHashCode() => Root.GetHashCode();
}

/// <summary>
/// A member that receives a share, with the key under which it is encrypted in this attempt.
/// </summary>
public sealed record Recipient(OperatorId Member, G1Bytes EncryptionKey)
{
    public static SszContainer<Recipient> Ssz { get; } = SszContainer.Of<Recipient>()
        .Field("member", SszTypes.OperatorId, static x => x.Member)
        .Field("encryption_key", G1Bytes.Ssz, static x => x.EncryptionKey)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<G1Bytes>()));
}

using System.Text;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>
/// What an identity key signs; a signature made for one of these means nothing for another.
/// </summary>
public enum IdentityDomain
{
    /// <summary>An operation of the pool chain.</summary>
    Operation,

    /// <summary>A block's header, by who proposes it.</summary>
    BlockHeader,

    /// <summary>A consensus message about a block.</summary>
    BlockVote,

    /// <summary>A consensus message about a duty.</summary>
    DutyVote,

    /// <summary>What an operator saw of the beacon chain.</summary>
    EpochStatement,

    /// <summary>Consent to a further operator.</summary>
    Sponsorship,

    /// <summary>The TLS certificate that an operator uses.</summary>
    Certificate,

    /// <summary>What the owner of an account asks for.</summary>
    OwnerRequest,

    /// <summary>That a deposit has arrived.</summary>
    DepositNotice,
}

/// <summary>Signatures by operators' identity keys, bound to their purpose and network.</summary>
/// <remarks>
/// As Ethereum's <c>compute_signing_root</c>: the hash tree root of (object root, domain), where the domain
/// is SHA-256("tpool/identity/" || purpose || "/" || network). Identity keys are never validator keys.
/// </remarks>
public static class IdentitySignature
{
    private const string Verified = "identity signature";
    private const string Aggregated = "aggregate signature";

    /// <summary>What is signed.</summary>
    /// <param name="domain">The purpose.</param>
    /// <param name="network">The network's identity.</param>
    /// <param name="objectRoot">The hash tree root of the object.</param>
    public static Hash32 SigningRoot(IdentityDomain domain, Hash32 network, Hash32 objectRoot)
    {
        byte[] purpose = Encoding.ASCII.GetBytes($"tpool/identity/{domain}/");
        return Merkle.Parent(objectRoot, Hash32.Sha256([.. purpose, .. network.ToArray()]));
    }

    /// <summary>Signs.</summary>
    public static G2Bytes Sign(
        SecretScalar identitySecret, IdentityDomain domain, Hash32 network, Hash32 objectRoot)
    {
        ArgumentNullException.ThrowIfNull(identitySecret);
        Hash32 root = SigningRoot(domain, network, objectRoot);
        return identitySecret.Sign(root.ToArray(), DomainSeparationTag.Signature).ToBytes();
    }

    /// <summary>Signs, and remembers that the signature holds: what one has signed is not verified.</summary>
    /// <param name="identitySecret">The secret.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="signingRoot">From <see cref="SigningRoot"/>.</param>
    /// <param name="memo">Knows it from now on.</param>
    public static G2Bytes Sign(SecretScalar identitySecret, G1Bytes key, Hash32 signingRoot, Memo memo)
    {
        ArgumentNullException.ThrowIfNull(identitySecret);
        ArgumentNullException.ThrowIfNull(memo);
        G2Bytes signature =
            identitySecret.Sign(signingRoot.ToArray(), DomainSeparationTag.Signature).ToBytes();
        memo.Remember(Verified, new IdentityClaim(key, signingRoot, signature).Digest, true);
        return signature;
    }

    /// <summary>Verifies a signature by one key.</summary>
    /// <param name="key">The identity key.</param>
    /// <param name="signingRoot">From <see cref="SigningRoot"/>.</param>
    /// <param name="signature">What was received.</param>
    /// <param name="memo">Spares verifying the same signature twice.</param>
    public static bool Verify(G1Bytes key, Hash32 signingRoot, G2Bytes signature, Memo memo) =>
        Verify(new IdentityClaim(key, signingRoot, signature), memo);

    /// <summary>Verifies what a signature claims.</summary>
    public static bool Verify(IdentityClaim claim, Memo memo)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(memo);
        return memo.Recall(Verified, claim.Digest, () =>
            DecodeKey(claim.Key, memo) is { } key
            && G2Point.TryDecode(claim.Signature, out G2Point signature)
            && Signatures.Verify(key, claim.SigningRoot.ToArray(), signature, DomainSeparationTag.Signature));
    }

    /// <summary>Verifies many signatures at once, and remembers each for who asks about it alone.</summary>
    /// <param name="claims">By operators whose proofs of possession were verified.</param>
    /// <param name="memo">Spares verifying the same signature twice.</param>
    /// <returns>True when all hold; false tells nothing of which does not.</returns>
    public static bool VerifyAll(IEnumerable<IdentityClaim> claims, Memo memo) => VerifyAll(claims, [], memo);

    /// <summary>Verifies signatures and aggregates at once, and remembers each.</summary>
    /// <param name="claims">By owners of single keys.</param>
    /// <param name="aggregates">By several keys each.</param>
    /// <param name="memo">Spares verifying the same signature twice.</param>
    /// <returns>True when all hold; false tells nothing of which does not.</returns>
    public static bool VerifyAll(
        IEnumerable<IdentityClaim> claims, IEnumerable<AggregateClaim> aggregates, Memo memo)
    {
        ArgumentNullException.ThrowIfNull(memo);
        var open = new List<IdentityClaim>();
        foreach (IdentityClaim claim in claims)
        {
            if (!memo.Knows(Verified, claim.Digest))
            {
                open.Add(claim);
            }
            else if (!Verify(claim, memo))
            {
                return false;
            }
        }

        var openAggregates = new List<AggregateClaim>();
        foreach (AggregateClaim claim in aggregates)
        {
            if (!memo.Knows(Aggregated, claim.Digest))
            {
                openAggregates.Add(claim);
            }
            else if (!VerifyAggregate(claim, memo))
            {
                return false;
            }
        }

        if (open.Count + openAggregates.Count > 0 && !VerifyBatch(open, openAggregates, memo))
        {
            return false;
        }

        Remember(open, openAggregates, memo);
        return true;
    }

    /// <summary>Takes what was verified elsewhere.</summary>
    /// <param name="claims">All of them hold.</param>
    /// <param name="aggregates">All of them hold.</param>
    /// <param name="memo">Knows it from now on.</param>
    internal static void Remember(
        IReadOnlyList<IdentityClaim> claims, IReadOnlyList<AggregateClaim> aggregates, Memo memo)
    {
        foreach (IdentityClaim claim in claims)
        {
            memo.Remember(Verified, claim.Digest, true);
        }

        foreach (AggregateClaim claim in aggregates)
        {
            memo.Remember(Aggregated, claim.Digest, true);
        }
    }

    /// <summary>Verifies the aggregate of signatures by all keys over one object.</summary>
    /// <param name="keys">At least one, of operators whose proofs of possession were verified.</param>
    /// <param name="signingRoot">From <see cref="SigningRoot"/>.</param>
    /// <param name="aggregate">What was received.</param>
    /// <param name="memo">Spares verifying the same aggregate twice.</param>
    /// <param name="beside">What will be asked about next.</param>
    public static bool VerifyAggregate(
        IReadOnlyList<G1Bytes> keys,
        Hash32 signingRoot,
        G2Bytes aggregate,
        Memo memo,
        IdentityClaim? beside = null) =>
        VerifyAggregate(new AggregateClaim(keys.ToSequence(), signingRoot, aggregate), memo, beside);

    /// <summary>Verifies what an aggregate claims.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="memo">Spares verifying the same aggregate twice.</param>
    /// <param name="beside">
    /// What will be asked about next: verified along with the aggregate, which costs less than one after the
    /// other, and remembered if both hold. It never changes the result.
    /// </param>
    public static bool VerifyAggregate(AggregateClaim claim, Memo memo, IdentityClaim? beside = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(memo);
        return memo.Recall(Aggregated, claim.Digest, () =>
            TrySum(claim.Keys, memo, out G1Point sum)
            && G2Point.TryDecode(claim.Signature, out G2Point decoded)
            && (VerifyTogether(sum, claim.SigningRoot, decoded, memo, beside) || Signatures.Verify(
                sum, claim.SigningRoot.ToArray(), decoded, DomainSeparationTag.Signature)));
    }

    /// <summary>Aggregates signatures.</summary>
    /// <param name="signatures">Verified ones; at least one.</param>
    public static G2Bytes Aggregate(IEnumerable<G2Bytes> signatures)
    {
        G2Point[] points = [.. signatures.Select(static s =>
        {
            bool decoded = G2Point.TryDecode(s, out G2Point point);
            Invariant.Holds(decoded, "Only verified signatures are aggregated.");
            return point;
        })];
        bool summed = G2Point.TrySum(points, out G2Point sum);
        Invariant.Holds(summed, "Verified signatures of one message do not add up to infinity.");
        return sum.ToBytes();
    }

    private static bool VerifyTogether(
        G1Point key, Hash32 signingRoot, G2Point signature, Memo memo, IdentityClaim? beside)
    {
        if (beside is null
            || !memo.Remembers
            || memo.Knows(Verified, beside.Digest)
            || DecodeKey(beside.Key, memo) is not { } otherKey
            || !G2Point.TryDecode(beside.Signature, out G2Point otherSignature))
        {
            return false;
        }

        bool bothHold = Signatures.VerifyBatch(
            [key, otherKey],
            [new(signingRoot.ToArray()), new(beside.SigningRoot.ToArray())],
            [signature, otherSignature],
            DomainSeparationTag.Signature);
        if (bothHold)
        {
            memo.Remember(Verified, beside.Digest, true);
        }

        return bothHold;
    }

    private static bool VerifyBatch(
        List<IdentityClaim> claims, IReadOnlyList<AggregateClaim> aggregates, Memo memo)
    {
        int count = claims.Count + aggregates.Count;
        (var keys, var signatures) = (new G1Point[count], new G2Point[count]);
        for (int i = 0; i < claims.Count; i++)
        {
            if (DecodeKey(claims[i].Key, memo) is not { } key
                || !G2Point.TryDecode(claims[i].Signature, out signatures[i]))
            {
                return false;
            }

            keys[i] = key;
        }

        for (int i = 0; i < aggregates.Count; i++)
        {
            int place = claims.Count + i;
            if (!TrySum(aggregates[i].Keys, memo, out keys[place])
                || !G2Point.TryDecode(aggregates[i].Signature, out signatures[place]))
            {
                return false;
            }
        }

        ByteString[] messages =
        [
            .. claims.Select(static c => new ByteString(c.SigningRoot.ToArray())),
            .. aggregates.Select(static a => new ByteString(a.SigningRoot.ToArray())),
        ];
        return Signatures.VerifyBatch(keys, messages, signatures, DomainSeparationTag.Signature);
    }

    private static bool TrySum(Sequence<G1Bytes> keys, Memo memo, out G1Point sum)
    {
        sum = default;
        G1Point?[] points = [.. keys.Select(k => DecodeKey(k, memo))];
        return Array.TrueForAll(points, static p => p is not null)
            && G1Point.TrySum(Array.ConvertAll(points, static p => p!.Value), out sum);
    }

    private static G1Point? DecodeKey(G1Bytes key, Memo memo) => memo.Recall<G1Point?>(
        "identity key",
        Hash32.Sha256(key.AsSpan()),
        () => G1Point.TryDecode(key, out G1Point point) ? point : null);
}

/// <summary>That a key signed something.</summary>
/// <param name="Key">The identity key.</param>
/// <param name="SigningRoot">From <see cref="IdentitySignature.SigningRoot"/>.</param>
/// <param name="Signature">What was received.</param>
public sealed record IdentityClaim(G1Bytes Key, Hash32 SigningRoot, G2Bytes Signature)
{
    /// <summary>Names the claim.</summary>
    public Hash32 Digest { get; } =
        Hash32.Sha256([.. Key.AsSpan(), .. SigningRoot.ToArray(), .. Signature.AsSpan()]);
}

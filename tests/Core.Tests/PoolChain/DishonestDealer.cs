using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// Deals as a dealer may who knows the protocol and does not keep to it; its proofs are right where they can
/// be.
/// </summary>
internal sealed class DishonestDealer(
    CeremonyContext context, OperatorId dealer, SecretBytes seed, SecretScalar? oldShare)
{
    /// <summary>Gives some recipients another value than the polynomial's.</summary>
    internal Dealing WithWrongSharesFor(params OperatorId[] victims) =>
        Make(context.Threshold, member => victims.Contains(member) ? new(member.Value + 1000) : member);

    /// <summary>Gives everybody the value at the next operator's index.</summary>
    internal Dealing WithWrongIndices() => Make(context.Threshold, static member => new(member.Value + 1));

    /// <summary>Uses a polynomial of another degree, which would change the threshold.</summary>
    internal Dealing WithCommitments(int count) => Make(count, static member => member);

    /// <summary>Takes a constant term whose secret the dealer does not know.</summary>
    internal Dealing WithRogueKey(IEnumerable<Dealing> others)
    {
        Dealing own = Make(context.Threshold, static member => member);
        G1Point[] constants = [.. others.Select(static o => Decode(o.Commitments[0]).Negate())];
        Assert.True(G1Point.TrySum([Decode(own.Commitments[0]), .. constants], out G1Point rogue));
        Sequence<G1Bytes> commitments = own.Commitments.With(0, rogue.ToBytes());
        return Prove(commitments, own.EncryptedShares);
    }

    /// <summary>Takes another dealer's ephemeral point, shifted by a number that may be zero.</summary>
    internal Dealing WithEphemeralOf(Dealing victim, ulong shift)
    {
        G1Point point = Decode(victim.Ephemeral);
        if (shift > 0)
        {
            Assert.True(G1Point.TrySum([point, G1Point.Generator.Multiply(Scalar.From(shift))], out point));
        }

        return Make(context.Threshold, static member => member) with { Ephemeral = point.ToBytes() };
    }

    private Dealing Make(int threshold, Func<OperatorId, OperatorId> index)
    {
        using SecretPolynomial polynomial = SecretPolynomial.Derive(seed, threshold, oldShare);
        using SecretScalar ephemeral = seed.DeriveScalar("ephemeral");
        Sequence<Hash32> shares = context.Recipients.Map(recipient =>
        {
            using SecretScalar share = polynomial.Evaluate(index(recipient.Member));
            return SealedShare.Seal(
                share,
                ephemeral.Multiply(Decode(recipient.EncryptionKey)),
                context,
                dealer,
                recipient.Member);
        });
        return Prove(
            polynomial.Commit(context.CommitmentGenerator).Select(static c => c.ToBytes()).ToSequence(),
            shares);
    }

    private Dealing Prove(Sequence<G1Bytes> commitments, Sequence<Hash32> shares)
    {
        using SecretScalar ephemeral = seed.DeriveScalar("ephemeral");
        G1Bytes point = ephemeral.ToPublicPoint().ToBytes();
        Hash32 statement = Dealing.ProofContext(context, dealer, commitments, point, shares);
        return new(
            commitments,
            point,
            shares,
            DiscreteLogProof.Prove(statement, ephemeral, seed, G1Point.Generator));
    }

    private static G1Point Decode(G1Bytes bytes)
    {
        Assert.True(G1Point.TryDecode(bytes, out G1Point point));
        return point;
    }
}

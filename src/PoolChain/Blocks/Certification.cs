using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Blocks;

/// <summary>Certificates of blocks: the commit votes of a quorum of the voters, in one signature.</summary>
public static class Certification
{
    /// <summary>The consensus instance that decides the block of a height.</summary>
    public static Hash32 InstanceOf(Hash32 network, Height height)
    {
        var transcript = new Transcript("block instance");
        transcript.Append(network);
        transcript.Append(BitConverter.GetBytes(height.Value));
        return transcript.ToHash();
    }

    /// <summary>What is signed by a vote in the consensus on a block.</summary>
    public static Hash32 SigningRoot(Hash32 network, QbftMessage vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return IdentitySignature.SigningRoot(IdentityDomain.BlockVote, network, vote.Root());
    }

    /// <summary>Makes the certificate of a decision.</summary>
    /// <param name="voters">Those who voted, from the parent's state.</param>
    /// <param name="decision">The decision, with verified commits.</param>
    public static BlockCertificate Make(Sequence<Voter> voters, QbftDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        int[] signers = [.. decision.Commits.Select(c => IndexOf(voters, c.Sender))];
        G2Bytes aggregate = IdentitySignature.Aggregate(
            decision.Commits.Select(static c => new G2Bytes(c.Signature)));
        return new(decision.Round.Value, BitString.Of(voters.Count, signers), aggregate);
    }

    /// <summary>Why a certificate does not certify a block, or null.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="voters">Those who vote on the block: named by the parent's state, committed to by its
    /// header.</param>
    /// <param name="block">The block.</param>
    public static Refusal? Flaw(ChainRules rules, Sequence<Voter> voters, CertifiedBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return Flaw(rules, voters, block.Signed, block.Certificate);
    }

    /// <summary>Why a certificate does not certify a header, or null.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="voters">Those who vote on the block: named by the parent's state, committed to by its
    /// header.</param>
    /// <param name="signed">The header.</param>
    /// <param name="certificate">Of whom the certificate is.</param>
    public static Refusal? Flaw(
        ChainRules rules, Sequence<Voter> voters, SignedHeader signed, BlockCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(certificate);
        if (Claim(rules, voters, signed, certificate) is not { } claim)
        {
            return new(
                "NoQuorum",
                $"{certificate.Signers.Count} of {certificate.Signers.Length} signers in round {certificate.Round}",
                $"{Quorum.Of(voters.Count)} of {voters.Count}");
        }

        Voter? proposer = voters.FirstOrDefault(v => v.Id == signed.Header.Proposer);
        IdentityClaim? beside = proposer is null ? null : BlockRules.Claim(rules, proposer, signed);
        return IdentitySignature.VerifyAggregate(claim, rules.Memo, beside)
            ? null
            : new(
                "BadCertificate",
                $"block {signed.Header.Height}",
                "the aggregate of its signers' commits");
    }

    /// <summary>What a certificate claims; null when it is not one of a quorum of these voters.</summary>
    internal static AggregateClaim? Claim(
        ChainRules rules, Sequence<Voter> voters, SignedHeader signed, BlockCertificate certificate)
    {
        if (certificate.Signers.Length != voters.Count
            || !Quorum.IsReached(certificate.Signers.Count, voters.Count)
            || certificate.Round == 0)
        {
            return null;
        }

        QbftMessage commit = QbftMessage.Commit(
            InstanceOf(rules.Network, signed.Header.Height),
            new Round(certificate.Round),
            QbftValue.DigestOf(signed.ToValue()));
        return new(
            certificate.Signers.Indices().Select(i => voters[i].IdentityKey).ToSequence(),
            SigningRoot(rules.Network, commit),
            certificate.Signature);
    }

    private static int IndexOf(Sequence<Voter> voters, OperatorId id)
    {
        for (int i = 0; i < voters.Count; i++)
        {
            if (voters[i].Id == id)
            {
                return i;
            }
        }

        throw new InvariantBrokenException("Only voters commit to blocks.");
    }
}

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
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(block);
        BlockCertificate certificate = block.Certificate;
        if (certificate.Signers.Length != voters.Count
            || !Quorum.IsReached(certificate.Signers.Count, voters.Count)
            || certificate.Round == 0)
        {
            return new(
                "NoQuorum",
                $"{certificate.Signers.Count} of {certificate.Signers.Length} signers in round {certificate.Round}",
                $"{Quorum.Of(voters.Count)} of {voters.Count}");
        }

        QbftMessage commit = QbftMessage.Commit(
            InstanceOf(rules.Network, block.Header.Height),
            new Round(certificate.Round),
            QbftValue.DigestOf(block.Signed.ToValue()));
        G1Bytes[] keys = [.. certificate.Signers.Indices().Select(i => voters[i].IdentityKey)];
        Voter? proposer = voters.FirstOrDefault(v => v.Id == block.Header.Proposer);
        return IdentitySignature.VerifyAggregate(
            keys,
            SigningRoot(rules.Network, commit),
            certificate.Signature,
            rules.Memo,
            proposer is null ? null : BlockRules.Claim(rules, proposer, block.Signed))
                ? null
                : new(
                    "BadCertificate",
                    $"block {block.Header.Height}",
                    "the aggregate of its signers' commits");
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

using TrustlessPools.Consensus;
using TrustlessPools.Core.Tests.PoolChain.Money;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Verification;

/// <summary>A chain with money, a key and a hand-over, each block certified by all operators.</summary>
internal sealed class CertifiedChain
{
    private static readonly Lazy<CertifiedChain> Made = new(static () => new());

    private CertifiedChain()
    {
        Money = new();
        Money.BondAll(MoneyHarness.Ether);
        Money.Lock();
        Money.Lock();
        Chain.RunUntil(
            static h => h.Pool().Serving.TryGet(out Tenure? serving) && serving.Term.Value > 0);
        Money.Do(Money.Staker, new LedgerRequest(
            new Withdraw(Money.StakerAccount, Money.NumberOf(Money.StakerAccount), new(5))));
        Blocks = [.. Chain.Blocks.Select(b => Certify(b.Signed, b.Body))];
    }

    /// <summary>A chain that is there, with as many blocks as it has now.</summary>
    internal CertifiedChain(MoneyHarness money)
    {
        Money = money;
        Blocks = [.. Chain.Blocks.Select(b => Certify(b.Signed, b.Body, Chain.State.Voters.Count))];
    }

    /// <summary>The one that tests share.</summary>
    internal static CertifiedChain Shared => Made.Value;

    internal MoneyHarness Money { get; }

    internal ChainHarness Chain => Money.Chain;

    internal CertifiedBlock[] Blocks { get; }

    /// <summary>A block of a money request in mid-chain.</summary>
    internal int AtRequest => Array.FindLastIndex(
        Blocks, b => b.Body.Operations.Any(static o => o.Operation is PostRequest) && b != Blocks[^1]);

    /// <summary>Certifies a block by the first so many voters.</summary>
    internal CertifiedBlock Certify(SignedHeader signed, BlockBody body, int signers = 4)
    {
        QbftMessage commit = QbftMessage.Commit(
            Certification.InstanceOf(Chain.Rules.Network, signed.Header.Height),
            Round.First,
            QbftValue.DigestOf(signed.ToValue()));
        Sequence<Voter> voters = Chain.State.Voters;
        int[] places = [.. Enumerable.Range(0, signers)];
        G2Bytes aggregate = IdentitySignature.Aggregate(places.Select(i => IdentitySignature.Sign(
            Chain.Operators[voters[i].Id].Identity,
            IdentityDomain.BlockVote,
            Chain.Rules.Network,
            commit.Root())));
        return new(signed, body, new(Round.First.Value, BitString.Of(voters.Count, places), aggregate));
    }

    /// <summary>A block that all operators conspire to certify, with another header or body.</summary>
    internal CertifiedBlock Conspire(
        CertifiedBlock block, Func<BlockHeader, BlockHeader> change, BlockBody? body = null)
    {
        BlockHeader header = change(block.Header);
        SignedHeader signed = SignedHeader.Sign(
            header, Chain.Operators[block.Header.Proposer].Identity, Chain.Rules.Network);
        return Certify(signed, body ?? block.Body);
    }

    /// <summary>Verifies blocks from the genesis on, in one row or one by one.</summary>
    internal (VerifiedChain Chain, BlockRefusal? Refusal) Verify(
        IReadOnlyList<CertifiedBlock> blocks, int row = int.MaxValue)
    {
        var rules = ChainVerifier.RulesOf(Chain.Genesis);
        VerifiedChain chain = VerifiedChain.From(rules);
        foreach (CertifiedBlock[] part in blocks.Chunk(Math.Min(row, blocks.Count)))
        {
            (chain, BlockRefusal? refusal) = ChainVerifier.Extend(rules, chain, part);
            if (refusal is not null)
            {
                return (chain, refusal);
            }
        }

        return (chain, null);
    }
}

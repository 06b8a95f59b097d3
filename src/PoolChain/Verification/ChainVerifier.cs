using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>
/// Verifies certified blocks one after the other, trusting nobody: certificates, ceremonies, all arithmetic.
/// </summary>
/// <remarks>Spec: docs/spec/verification.md#a-chain.</remarks>
public static class ChainVerifier
{
    /// <summary>The most blocks of a row that are worth being verified together.</summary>
    public const int RowBlocksMax = 64;

    /// <summary>With so many operations a row is long enough.</summary>
    public const int RowOperations = 8192;

    /// <summary>
    /// What is remembered: a row's last block may have all operations that a block can have, each with two
    /// signatures, and as much again is known of what came before.
    /// </summary>
    private const int MemoCapacity = 4 * (RowOperations + BlockBody.OperationsMax + RowBlocksMax);

    /// <summary>The rules of a network, with a memo that is large enough and no larger.</summary>
    /// <param name="genesis">Without flaw.</param>
    public static ChainRules RulesOf(NetworkGenesis genesis) => new(genesis, new Memo(MemoCapacity));

    /// <summary>True when a row is long enough to be verified.</summary>
    public static bool IsRow(IReadOnlyList<CertifiedBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.Count >= RowBlocksMax
            || blocks.Sum(static b => b.Body.Operations.Count) >= RowOperations;
    }

    /// <summary>What a row of blocks claims, in parts that may be verified side by side.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="chain">What was verified before.</param>
    /// <param name="blocks">What follows, in order.</param>
    /// <param name="parts">At least 1: how many are verified at a time.</param>
    public static IReadOnlyList<ClaimBatch> Claims(
        ChainRules rules, VerifiedChain chain, IReadOnlyList<CertifiedBlock> blocks, int parts)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        (IEnumerable<IdentityClaim> claims, IEnumerable<AggregateClaim> aggregates) =
            Foresight.ClaimsAhead(rules, chain.Head.State, blocks);

        // Those of one key stay together, which is cheaper.
        IdentityClaim[] all = [.. claims.OrderBy(static c => Hash32.Sha256(c.Key.AsSpan()))];
        AggregateClaim[] others = [.. aggregates];
        return
        [
            .. Enumerable.Range(0, parts).Select(i => new ClaimBatch(
                all[(all.Length * i / parts)..(all.Length * (i + 1) / parts)], i == 0 ? others : [])),
        ];
    }

    /// <summary>Takes parts of a row's claims that hold, before the row is verified.</summary>
    public static void Remember(ChainRules rules, IEnumerable<ClaimBatch> holding)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(holding);
        foreach (ClaimBatch batch in holding)
        {
            batch.Remember(rules.Memo);
        }
    }

    /// <summary>Verifies further blocks.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="chain">What was verified before.</param>
    /// <param name="blocks">What follows, in order; cheapest in rows.</param>
    /// <returns>
    /// The chain as far as it holds; and, unless all does, why the first block that does not is refused.
    /// </returns>
    public static (VerifiedChain Chain, BlockRefusal? Refusal) Extend(
        ChainRules rules, VerifiedChain chain, IReadOnlyList<CertifiedBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(blocks);
        Foresight.VerifyAhead(rules, chain.Head.State, blocks);
        foreach (CertifiedBlock block in blocks)
        {
            (ChainHead? head, Refusal? refusal) = Apply(rules, chain.Head, block);
            if (head is null)
            {
                return (chain, new(chain.Head.State.Height.Next, refusal!));
            }

            chain = chain.With(block, head);
        }

        return (chain, null);
    }

    private static (ChainHead? Head, Refusal? Refusal) Apply(
        ChainRules rules, ChainHead parent, CertifiedBlock block)
    {
        Refusal? flaw = BlockRules.PlaceFlaw(parent, block.Header)
            ?? Certification.Flaw(rules, parent.State.Voters, block);
        return flaw is null
            ? BlockRules.ApplyOnce(rules, parent, block.Signed, block.Body)
            : (null, flaw);
    }
}

/// <summary>Why a chain does not hold.</summary>
/// <param name="Height">Where the block that is refused should be.</param>
/// <param name="Refusal">What is wrong with it.</param>
public sealed record BlockRefusal(Height Height, Refusal Refusal)
{
    public override string ToString() => $"block {Height}: {Refusal}";
}

using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Verifies what many operations claim, all at once, before the rules ask one by one.</summary>
/// <remarks>
/// Only the memo changes, never a result: what a batch does not settle, the rules verify alone, and so find
/// the operation that spoilt it. A memo that remembers nothing makes all of this pointless, and it is left
/// out.
/// </remarks>
public static class Foresight
{
    /// <summary>Verifies signatures and, if all hold, dealings and confirmations.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">Before the operations.</param>
    /// <param name="operations">Of a block, or waiting for one.</param>
    public static void Verify(ChainRules rules, ChainState state, IReadOnlyList<SignedOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(state);
        if (!rules.Memo.Remembers || !AreSigned(rules, state, operations))
        {
            return;
        }

        foreach (PoolState pool in state.Pools)
        {
            if (pool.Ceremony.TryGet(out CeremonyState? ceremony))
            {
                Foresee(rules.Memo, ceremony, [.. operations.Where(o => IsOf(ceremony.Context, o))]);
            }
        }
    }

    /// <summary>Verifies what blocks of a row claim: certificates, proposers, senders, owners.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">Before the first of them.</param>
    /// <param name="blocks">In their order.</param>
    internal static void VerifyAhead(ChainRules rules, ChainState state, IReadOnlyList<CertifiedBlock> blocks)
    {
        if (rules.Memo.Remembers)
        {
            (IEnumerable<IdentityClaim> claims, IEnumerable<AggregateClaim> aggregates) =
                ClaimsAhead(rules, state, blocks);
            IdentitySignature.VerifyAll(claims, aggregates, rules.Memo);
        }
    }

    /// <summary>What blocks of a row claim.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">Before the first of them, or earlier.</param>
    /// <param name="blocks">In their order.</param>
    /// <remarks>
    /// Keys of operators and accounts never change. Who votes may change within the row, and who comes in it
    /// is not known yet: what is then asked is another question, which the rules answer alone.
    /// </remarks>
    internal static (IEnumerable<IdentityClaim> Claims, IEnumerable<AggregateClaim> Aggregates) ClaimsAhead(
        ChainRules rules, ChainState state, IReadOnlyList<CertifiedBlock> blocks)
    {
        SignedOperation[] operations = [.. blocks.SelectMany(static b => b.Body.Operations)];
        IEnumerable<IdentityClaim> senders =
            from operation in operations
            let sender = state.OperatorOf(operation.Sender)
            where sender is not null
            select operation.Claim(sender.Record.Identity.IdentityKey, rules.Network);
        IEnumerable<IdentityClaim> proposers =
            from block in blocks
            from voter in state.Voters
            where voter.Id == block.Header.Proposer
            select BlockRules.Claim(rules, voter, block.Signed);
        return (
            senders.Concat(OwnersClaims(rules, state, operations)).Concat(proposers),
            blocks.Select(b => Certification.Claim(rules, state.Voters, b.Signed, b.Certificate))
                .OfType<AggregateClaim>());
    }

    private static bool AreSigned(
        ChainRules rules, ChainState state, IReadOnlyList<SignedOperation> operations) =>
        operations.All(o => state.OperatorOf(o.Sender) is not null)
        && IdentitySignature.VerifyAll(
            operations.Select(o => o.Claim(
                state.OperatorOf(o.Sender)!.Record.Identity.IdentityKey, rules.Network))
                .Concat(OwnersClaims(rules, state, operations)),
            rules.Memo);

    private static IEnumerable<IdentityClaim> OwnersClaims(
        ChainRules rules, ChainState state, IReadOnlyList<SignedOperation> operations) =>
        from operation in operations
        let posted = operation.Operation as PostRequest
        where posted is not null
        let owner = state.Money.OwnerOf(posted.Request.Account)
        where owner is not null
        select posted.Claim(owner.Key, rules.Network);

    private static bool IsOf(CeremonyContext context, SignedOperation operation) =>
        operation.Operation is CeremonyOperation part && part.Attempt == context.Root;

    /// <summary>Of several messages of one sender for one step only the first is looked at.</summary>
    private static void Foresee(Memo memo, CeremonyState ceremony, IReadOnlyList<SignedOperation> operations)
    {
        if (ceremony.Step is CeremonyStep.Dealing)
        {
            CheckedDealings.Foresee(memo, ceremony.Context, operations
                .Where(o => o.Operation is PostDealing && ceremony.Context.Dealers.Contains(o.Sender))
                .ExceptBy(ceremony.Dealings.Select(static d => d.Dealer), static o => o.Sender)
                .Select(static o => (o.Sender, ((PostDealing)o.Operation).Dealing)));
        }

        if (ceremony.Outcome.TryGet(out PublicSharing? outcome))
        {
            ConfirmationCheck.Foresee(memo, ceremony.Context, operations
                .Where(o => o.Operation is PostConfirmation && outcome.ShareOf(o.Sender) is not null)
                .ExceptBy(ceremony.Confirmed, static o => o.Sender)
                .Select(o =>
                    (outcome.ShareOf(o.Sender)!.Value, ((PostConfirmation)o.Operation).Confirmation)));
        }
    }
}

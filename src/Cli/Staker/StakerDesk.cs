using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary>What a staker does with the own account, through one operator.</summary>
/// <param name="api">The operator.</param>
/// <param name="desk">The account.</param>
/// <param name="secret">The account's key, which stays the caller's.</param>
internal sealed class StakerDesk(OperatorApi api, OwnerDesk desk, SecretScalar secret)
{
    internal Task<AccountDocument> AccountAsync(CancellationToken cancel) => desk.AccountAsync(cancel);

    /// <summary>Locks one unit behind a pool.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<(LockDocument Made, OfferDocument Offer)> LockAsync(
        PoolDocument pool, CancellationToken cancel)
    {
        OfferDocument offer = await desk.AskAsync(
            secret,
            owner => new LedgerRequest(new MakeLock(owner.Account, owner.NextRequest, pool.Fund)),
            cancel);
        AccountDocument account = await desk.AccountAsync(cancel);
        return (account.Locks.Last(l => l.Fund == pool.Fund), offer);
    }

    /// <summary>Asks for a lock; takes it when it was asked for and is due.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<(LockDocument After, OfferDocument Offer)> UnlockAsync(
        LockId id, CancellationToken cancel)
    {
        LockDocument before = await api.LockAsync(id, cancel);
        AccountDocument owner = await desk.AccountAsync(cancel);
        bool isTaken = before.IsDue(owner.Now);
        OfferDocument offer = await desk.AskAsync(
            secret,
            a => new LedgerRequest(isTaken
                ? new Release(a.Account, a.NextRequest, id)
                : new RequestUnlock(a.Account, a.NextRequest, id)),
            cancel);
        return (await api.LockAsync(id, cancel), offer);
    }

    /// <summary>Makes all that is earned free, also what backed locks have yet to pay.</summary>
    /// <returns>How much it was, and the account after.</returns>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<(Gwei Collected, AccountDocument After)> CollectAsync(CancellationToken cancel)
    {
        AccountDocument before = await desk.AccountAsync(cancel);
        foreach (LockDocument item in before.Locks.Where(static l => l.Earned.Value > 0))
        {
            await desk.AskAsync(
                secret, a => new LedgerRequest(new Settle(a.Account, a.NextRequest, item.Id)), cancel);
        }

        AccountDocument settled = await desk.AccountAsync(cancel);
        if (settled.Earned.Value > 0)
        {
            await desk.AskAsync(
                secret,
                a => new LedgerRequest(new Collect(a.Account, a.NextRequest, settled.Earned)),
                cancel);
        }

        return (settled.Earned, await desk.AccountAsync(cancel));
    }

    /// <summary>Takes free money out of the books.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal Task<OfferDocument> WithdrawAsync(Gwei amount, CancellationToken cancel) => desk.AskAsync(
        secret, a => new LedgerRequest(new Withdraw(a.Account, a.NextRequest, amount)), cancel);
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What changes delegation, and no money but for the rewards of an epoch.</summary>
public abstract record DelegationOperation
{
    private protected DelegationOperation()
    {
    }
}

/// <summary>What an account's owner asks for.</summary>
/// <param name="Actor">Whose key signed it.</param>
/// <param name="Number">How many operations, of either kind, that owner made before.</param>
public abstract record DelegationOwnerOperation(AccountId Actor, ulong Number) : DelegationOperation;

/// <summary>Opens a fund to delegation; the next snapshot notes the pool.</summary>
public sealed record RegisterPool(AccountId Actor, ulong Number, FundId Fund, PoolTerms Terms)
    : DelegationOwnerOperation(Actor, Number);

/// <summary>
/// Announces terms, which hold behind the next boundary's snapshot; takes back an announced end.
/// </summary>
public sealed record ChangeTerms(AccountId Actor, ulong Number, PoolId Pool, PoolTerms Terms)
    : DelegationOwnerOperation(Actor, Number);

/// <summary>Announces a pool's end.</summary>
/// <param name="Actor">The pool's operator.</param>
/// <param name="Number">See <see cref="DelegationOwnerOperation"/>.</param>
/// <param name="Pool">Which pool.</param>
/// <param name="RetiresAt">Its boundary's snapshot is the last one that notes the pool.</param>
public sealed record RetirePool(AccountId Actor, ulong Number, PoolId Pool, RewardEpoch RetiresAt)
    : DelegationOwnerOperation(Actor, Number);

/// <summary>Names the pool that an account's balance is stake of; in <see cref="Custody.Liquid"/>.</summary>
public sealed record DelegateBalance(AccountId Actor, ulong Number, PoolId Pool)
    : DelegationOwnerOperation(Actor, Number);

/// <summary>Ends that; in <see cref="Custody.Liquid"/>.</summary>
public sealed record EndDelegation(AccountId Actor, ulong Number) : DelegationOwnerOperation(Actor, Number);

/// <summary>Evidence of what the epoch before the last brought: a reward epoch begins.</summary>
/// <param name="Epoch">The epoch that begins.</param>
/// <param name="Income">What epoch <c>Epoch - 2</c> brought, all of it finalized by now.</param>
public sealed record BeginEpoch(RewardEpoch Epoch, EpochIncome Income) : DelegationOperation;

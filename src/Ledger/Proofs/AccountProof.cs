using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Proofs;

/// <summary>An account as the ledger has it, with the proof that it does.</summary>
/// <param name="Id">Which account.</param>
/// <param name="Account">What is in it.</param>
/// <param name="Branch">From the account to the ledger's root.</param>
/// <remarks>Spec: docs/spec/ledger.md#proofs.</remarks>
public sealed record AccountProof(AccountId Id, Account Account, MerkleBranch Branch)
{
    public static SszContainer<AccountProof> Ssz { get; } = SszContainer.Of<AccountProof>()
        .Field("id", LedgerTypes.AccountId, static x => x.Id)
        .Field("account", Account.Ssz, static x => x.Account)
        .Field("branch", MerkleBranch.Ssz, static x => x.Branch)
        .Build(static v => new(v.Take<AccountId>(), v.Take<Account>(), v.Take<MerkleBranch>()));

    /// <summary>Proves an account that is there.</summary>
    public static AccountProof Make(LedgerState state, AccountId id)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(id, state.Accounts[(int)id.Value], LedgerState.BranchOfAccount(state, id));
    }

    /// <summary>Why the proof proves nothing about a ledger, or null when it holds.</summary>
    /// <param name="root">The ledger's hash tree root, known from elsewhere.</param>
    public Refusal? Flaw(Hash32 root) =>
        ProofFlaws.Of(LedgerState.IndexOfAccount(Id), Branch, Account.Ssz.HashTreeRoot(Account), root);
}

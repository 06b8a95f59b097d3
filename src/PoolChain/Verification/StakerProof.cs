using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Proofs;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>What an account has in a certified state, with the proof that it does.</summary>
/// <param name="Network">The network's identity.</param>
/// <param name="Block">The block after which the state is.</param>
/// <param name="LedgerRoot">The root of that state's ledger.</param>
/// <param name="Ledger">From the ledger's root to the state's.</param>
/// <param name="Account">The account, under the ledger's root.</param>
/// <param name="Locks">Locks of its owner, under the ledger's root, by fund and number.</param>
/// <remarks>
/// Spec: docs/spec/verification.md#a-stakers-proof. That there are no other locks is not proved.
/// </remarks>
public sealed record StakerProof(
    Hash32 Network,
    CertifiedHeader Block,
    Hash32 LedgerRoot,
    MerkleBranch Ledger,
    AccountProof Account,
    Sequence<LockProof> Locks)
{
    /// <summary>The most locks in a proof.</summary>
    public const int LocksMax = 1024;

    public static SszContainer<StakerProof> Ssz { get; } = SszContainer.Of<StakerProof>()
        .Field("network", SszTypes.Hash32, static x => x.Network)
        .Field("block", CertifiedHeader.Ssz, static x => x.Block)
        .Field("ledger_root", SszTypes.Hash32, static x => x.LedgerRoot)
        .Field("ledger", MerkleBranch.Ssz, static x => x.Ledger)
        .Field("account", AccountProof.Ssz, static x => x.Account)
        .Field("locks", SszTypes.List(LockProof.Ssz, LocksMax), static x => x.Locks)
        .Build(static v => new(
            v.Take<Hash32>(),
            v.Take<CertifiedHeader>(),
            v.Take<Hash32>(),
            v.Take<MerkleBranch>(),
            v.Take<AccountProof>(),
            v.Take<Sequence<LockProof>>()));

    /// <summary>Where the ledger lies in the chain's state.</summary>
    private static GeneralizedIndex LedgerPlace => DelegatedLedger.Ssz.IndexOf("ledger")
        .Under(MoneyState.Ssz.IndexOf("books"))
        .Under(ChainState.Ssz.IndexOf("money"));

    /// <summary>Proves an account that is there, with those of its locks that are not paid out.</summary>
    /// <param name="network">The network's identity.</param>
    /// <param name="block">The block after which the state is.</param>
    /// <param name="state">The state.</param>
    /// <param name="account">Which account.</param>
    /// <returns>
    /// The proof; of more than <see cref="LocksMax"/> locks it holds the first.
    /// </returns>
    public static StakerProof Make(
        Hash32 network, CertifiedHeader block, ChainState state, AccountId account)
    {
        ArgumentNullException.ThrowIfNull(state);
        LedgerState ledger = state.Money.Ledger;
        MerkleBranch branch = DelegatedLedger.Ssz.BranchOf(state.Money.Books, "ledger")
            .Under(MoneyState.Ssz.BranchOf(state.Money, "books"))
            .Under(ChainState.Ssz.BranchOf(state, "money"));
        return new(
            network,
            block,
            LedgerState.Ssz.HashTreeRoot(ledger),
            branch,
            AccountProof.Make(ledger, account),
            LocksOf(ledger, account).Take(LocksMax).Select(id => LockProof.Make(ledger, id)).ToSequence());
    }

    /// <summary>Why the proof proves nothing, or null when it holds.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="trusted">
    /// The root of a block that is known to be of the chain; without it the certificate must be of the
    /// genesis' operators.
    /// </param>
    public Refusal? Flaw(ChainRules rules, Optional<Hash32> trusted)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (Network != rules.Network)
        {
            return VerificationRefusals.OtherNetwork(Network, rules.Network);
        }

        return (trusted.TryGet(out Hash32 root) ? RootFlaw(root) : CertificateFlaw(rules))
            ?? LedgerFlaw()
            ?? Account.Flaw(LedgerRoot)
            ?? LocksFlaw();
    }

    /// <summary>What its owner gets back for a lock: the unit less what its balance has lost.</summary>
    public static Gwei PrincipalOf(StakeLock item, Gwei unit)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Status is LockStatus.Released || item.Loss > unit ? default : unit - item.Loss;
    }

    private static IEnumerable<LockId> LocksOf(LedgerState ledger, AccountId account)
    {
        uint fund = 0;
        foreach (Fund item in ledger.Funds)
        {
            uint number = 0;
            foreach (StakeLock held in item.Locks)
            {
                if (held.Owner == account && held.Status is not LockStatus.Released)
                {
                    yield return new(new(fund), number);
                }

                number++;
            }

            fund++;
        }
    }

    private Refusal? RootFlaw(Hash32 trusted)
    {
        Hash32 root = Block.Header.Root();
        return root == trusted ? null : VerificationRefusals.OtherBlockRoot(root, trusted);
    }

    private Refusal? CertificateFlaw(ChainRules rules)
    {
        Sequence<Voter> founders = rules.Genesis.Operators
            .Map(static o => new Voter(o.Id, o.Identity.IdentityKey));
        return Block.Voters != founders
            ? VerificationRefusals.OtherVoters(Block.Voters.Count)
            : Certification.Flaw(rules, founders, Block.Signed, Block.Certificate);
    }

    private Refusal? LedgerFlaw()
    {
        if (Ledger.Index != LedgerPlace)
        {
            return VerificationRefusals.WrongLedgerPlace(Ledger.Index, LedgerPlace);
        }

        Hash32 state = Block.Header.StateRoot;
        return Ledger.IsValid(LedgerRoot, state) ? null : VerificationRefusals.WrongLedger(LedgerRoot, state);
    }

    private Refusal? LocksFlaw()
    {
        for (int i = 0; i < Locks.Count; i++)
        {
            LockProof item = Locks[i];
            LockId before = i > 0 ? Locks[i - 1].Id : default;
            if (i > 0 && (item.Fund, item.Sequence).CompareTo((before.Fund.Value, before.Sequence)) <= 0)
            {
                return VerificationRefusals.LocksOutOfOrder($"{item.Id}", $"{before}");
            }

            Refusal? flaw = item.Lock.Owner != Account.Id
                ? VerificationRefusals.NotTheOwnersLock($"{item.Id}", item.Lock.Owner, Account.Id)
                : item.Flaw(LedgerRoot);
            if (flaw is not null)
            {
                return flaw;
            }
        }

        return null;
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Money;

/// <summary>All money of the network, and who may speak for it.</summary>
/// <param name="Books">Accounts, locks, bonds, delegation.</param>
/// <param name="Owners">Who owns an account, by its number.</param>
/// <param name="Incomes">
/// What delegated pools have brought in the running reward epoch, and in the one before it.
/// </param>
/// <param name="Deposits">How many deposits the operators have witnessed.</param>
/// <remarks>Spec: docs/spec/money.md.</remarks>
public sealed record MoneyState(
    DelegatedLedger Books,
    MerkleList<AccountOwner, Unmeasured<AccountOwner>> Owners,
    Sequence<EpochIncome> Incomes,
    ulong Deposits)
{
    /// <summary>The reserve's account: it gets what is nobody else's, and nobody can spend from it.</summary>
    public static readonly AccountId Reserve = new(0);

    /// <summary>The fund that all rotating pools stand on.</summary>
    public static readonly FundId RotatingFund = new(0);

    /// <summary>The reward epochs whose income is still to be paid.</summary>
    internal const int IncomesKept = 2;

    internal static readonly SszMerkleList<AccountOwner, Unmeasured<AccountOwner>> OwnersSsz =
        SszTypes.MerkleList(AccountOwner.Ssz, LedgerTypes.AccountsMax);

    public static SszContainer<MoneyState> Ssz { get; } = SszContainer.Of<MoneyState>()
        .Field("books", DelegatedLedger.Ssz, static x => x.Books)
        .Field("owners", OwnersSsz, static x => x.Owners)
        .Field("incomes", SszTypes.List(EpochIncome.Ssz, IncomesKept), static x => x.Incomes)
        .Field("deposits", SszTypes.Uint64, static x => x.Deposits)
        .BuildRemembering(static v => new(
            v.Take<DelegatedLedger>(),
            v.Take<MerkleList<AccountOwner, Unmeasured<AccountOwner>>>(),
            v.Take<Sequence<EpochIncome>>(),
            v.Take<ulong>()));

    /// <summary>Accounts, locks and bonds.</summary>
    public LedgerState Ledger => Books.Ledger;

    /// <summary>An account's owner, or null for a number that no account has.</summary>
    public AccountOwner? OwnerOf(AccountId id) => id.Value < Owners.Count ? Owners[(int)id.Value] : null;

    /// <summary>What an account has put up in a fund; nothing where it has no bond.</summary>
    public Bond BondOf(FundId fund, AccountId account)
    {
        foreach (Bond bond in Ledger.Funds[(int)fund.Value].Bonds)
        {
            if (bond.Operator == account)
            {
                return bond;
            }
        }

        return new(account, default, default);
    }
}

/// <summary>Who owns an account.</summary>
/// <param name="Key">The BLS key that alone speaks for it; its hash is the ledger's owner.</param>
/// <param name="WithdrawalCredentials">Where the stake of the owner's validators goes.</param>
public sealed record AccountOwner(G1Bytes Key, Hash32 WithdrawalCredentials)
{
    public static SszContainer<AccountOwner> Ssz { get; } = SszContainer.Of<AccountOwner>()
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<Hash32>()));

    /// <summary>The name of the owner in the ledger: SHA-256 of the key's 48 bytes.</summary>
    public Hash32 Hash => Hash32.Sha256(Key.AsSpan());
}

/// <summary>The lock that a pool's key stands on.</summary>
/// <param name="Lock">Its number in the pool's fund.</param>
/// <param name="Key">The number under which the ledger knows the pool's key; each is used once.</param>
/// <param name="Balance">The validator's balance when it was last reported; zero before.</param>
/// <param name="Reservation">The place of its reservation in the fund, once it is slashed.</param>
/// <param name="IsOver">True when the key is retired: no committee is drawn for it any more.</param>
public sealed record PoolStake(
    uint Lock, ulong Key, Gwei Balance, Optional<uint> Reservation, bool IsOver)
{
    public static SszContainer<PoolStake> Ssz { get; } = SszContainer.Of<PoolStake>()
        .Field("lock", SszTypes.Number32, static x => x.Lock)
        .Field("key", SszTypes.Uint64, static x => x.Key)
        .Field("balance", SszTypes.Gwei, static x => x.Balance)
        .Field("reservation", SszTypes.Optional(SszTypes.Number32), static x => x.Reservation)
        .Field("is_over", SszTypes.Boolean, static x => x.IsOver)
        .Build(static v => new(
            v.Take<uint>(), v.Take<ulong>(), v.Take<Gwei>(), v.Take<Optional<uint>>(), v.Take<bool>()));
}

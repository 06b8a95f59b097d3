using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Proofs;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>A staker checks its own account and lock against the ledger's root alone.</summary>
public sealed class ProofTests
{
    private const int Stakers = 40;

    private readonly TestLedger _ledger = new(TestLedger.Electra);

    public ProofTests()
    {
        AccountId pool = _ledger.Open("pool", TestLedger.Eth(100));
        for (int fund = 0; fund < 3; fund++)
        {
            _ledger.Do(pool, static (a, n) => new OpenFund(a, n, 0));
        }

        for (int i = 0; i < Stakers; i++)
        {
            AccountId staker = _ledger.Open($"staker {i}", TestLedger.Eth(33));
            _ledger.Do(staker, (a, n) => new MakeLock(a, n, new((uint)i % 3)));
        }
    }

    private Hash32 Root => LedgerState.Ssz.HashTreeRoot(_ledger.State);

    [Fact]
    public void Every_account_and_every_lock_is_proved()
    {
        for (uint i = 0; i < Stakers; i++)
        {
            var id = new LockId(new(i % 3), i / 3);
            Assert.Null(Again(AccountProof.Make(_ledger.State, new(i + 1))).Flaw(Root));
            Assert.Null(Again(LockProof.Make(_ledger.State, id)).Flaw(Root));
            Assert.Equal(new AccountId(i + 1), LockProof.Make(_ledger.State, id).Lock.Owner);
        }
    }

    [Fact]
    public void Nothing_else_is()
    {
        AccountProof account = AccountProof.Make(_ledger.State, new(7));
        Account richer = account.Account with { Free = account.Account.Free + new Gwei(1) };
        Assert.Equal("WrongBranch", (account with { Account = richer }).Flaw(Root)?.Reason);
        Assert.Equal("WrongPlace", (account with { Id = new(8) }).Flaw(Root)?.Reason);
        Assert.Equal("WrongBranch", account.Flaw(Hash32.Sha256("another"u8))?.Reason);

        LockProof item = LockProof.Make(_ledger.State, new(new(1), 2));
        StakeLock other = item.Lock with { Owner = new(3) };
        Assert.Equal("WrongBranch", (item with { Lock = other }).Flaw(Root)?.Reason);
        Assert.Equal("WrongPlace", (item with { Fund = 2 }).Flaw(Root)?.Reason);
        Assert.Equal("WrongPlace", (item with { Sequence = uint.MaxValue }).Flaw(Root)?.Reason);
        Assert.Equal("WrongPlace", (item with { Fund = 1 << 16 }).Flaw(Root)?.Reason);
        Assert.Equal("WrongPlace", (item with { Fund = uint.MaxValue }).Flaw(Root)?.Reason);
        for (int i = 0; i < item.Branch.Siblings.Count; i++)
        {
            var bad = item.Branch with { Siblings = item.Branch.Siblings.With(i, Hash32.Sha256("x"u8)) };
            Assert.Equal("WrongBranch", (item with { Branch = bad }).Flaw(Root)?.Reason);
        }
    }

    [Fact]
    public void An_old_proof_fails_once_the_account_has_changed()
    {
        AccountProof before = AccountProof.Make(_ledger.State, new(7));
        _ledger.Do(new Credit(new(7), new(1)));
        Assert.Equal("WrongBranch", before.Flaw(Root)?.Reason);
    }

    private static AccountProof Again(AccountProof proof) =>
        AccountProof.Ssz.Deserialize(AccountProof.Ssz.Serialize(proof));

    private static LockProof Again(LockProof proof) =>
        LockProof.Ssz.Deserialize(LockProof.Ssz.Serialize(proof));
}

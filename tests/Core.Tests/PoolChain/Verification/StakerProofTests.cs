using TrustlessPools.Core.Tests.PoolChain.Money;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Verification;

/// <summary>A staker shows what is theirs to who knows the genesis or a block, unaltered.</summary>
public sealed class StakerProofTests
{
    private const int Tries = 400;

    private static readonly CertifiedChain Good = CertifiedChain.Shared;

    private static readonly VerifiedChain Chain = Good.Verify(Good.Blocks).Chain;

    private static readonly ChainRules Rules = ChainVerifier.RulesOf(Good.Chain.Genesis);

    private static readonly StakerProof Proof = Make(Good.Money.StakerAccount);

    [Fact]
    public void A_proof_holds_by_the_genesis_and_by_a_block()
    {
        Assert.Null(Proof.Flaw(Rules, default));
        Assert.Null(Proof.Flaw(Rules, new(Chain.Head.BlockRoot)));
        StakerProof read = StakerProof.Ssz.Deserialize(StakerProof.Ssz.Serialize(Proof));
        Assert.Null(read.Flaw(Rules, default));
        Assert.Equal(new Gwei((36 * MoneyHarness.Ether.Value) - 5), read.Account.Account.Free);
        Assert.Equal(
            [new Gwei(32_000_000_000), new Gwei(32_000_000_000)],
            read.Locks.Select(static l => StakerProof.PrincipalOf(l.Lock, Gwei.ValidatorStake)));
    }

    [Fact]
    public void Of_a_lock_with_a_loss_the_rest_is_the_principal()
    {
        StakeLock item = StakeLock.Of(new(1)) with { Loss = new(7) };
        Assert.Equal(new Gwei(31_999_999_993), StakerProof.PrincipalOf(item, Gwei.ValidatorStake));
        item = item with { Status = LockStatus.Released };
        Assert.Equal(default, StakerProof.PrincipalOf(item, Gwei.ValidatorStake));
    }

    [Fact]
    public void Each_flaw_has_its_name()
    {
        StakerProof stranger = Make(Good.Money.StrangerAccount);
        (string Reason, StakerProof Proof)[] flawed =
        [
            ("OtherNetwork", Proof with { Network = default }),
            ("OtherVoters", Proof with { Block = Proof.Block with { Voters = [] } }),
            ("OtherVoters", Proof with
            {
                Block = Proof.Block with { Voters = Proof.Block.Voters.Reverse().ToSequence() },
            }),
            ("BadCertificate", Proof with
            {
                Block = Proof.Block with { Certificate = Good.Blocks[0].Certificate },
            }),
            ("WrongLedgerPlace", Proof with { Ledger = Proof.Account.Branch }),
            ("WrongLedger", Proof with { LedgerRoot = default }),
            ("WrongPlace", Proof with { Account = Proof.Account with { Id = new(1) } }),
            ("NotTheOwnersLock", stranger with { Locks = Proof.Locks }),
            ("LocksOutOfOrder", Proof with { Locks = [Proof.Locks[1], Proof.Locks[0]] }),
            ("LocksOutOfOrder", Proof with { Locks = [Proof.Locks[0], Proof.Locks[0]] }),
            ("WrongPlace", Proof with { Locks = [Proof.Locks[0] with { Sequence = 1 }] }),
        ];
        Assert.All(flawed, static f => Assert.Equal(f.Reason, f.Proof.Flaw(Rules, default)?.Reason));
        Assert.Equal("OtherBlockRoot", Proof.Flaw(Rules, new(Rules.Network))!.Reason);
    }

    [Fact]
    public void One_Gwei_more_is_refused()
    {
        Account account = Proof.Account.Account;
        StakerProof richer = Proof with
        {
            Account = Proof.Account with { Account = account with { Earned = account.Earned + new Gwei(1) } },
        };
        Assert.Equal("WrongBranch", richer.Flaw(Rules, default)!.Reason);
        StakeLock item = Proof.Locks[0].Lock;
        StakerProof better = Proof with
        {
            Locks = [Proof.Locks[0] with { Lock = item with { WithdrawableAt = default } }],
        };
        Assert.Equal("WrongBranch", better.Flaw(Rules, new(Chain.Head.BlockRoot))!.Reason);
    }

    /// <summary>With a block that is trusted the certificate is not looked at; all else is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_is_altered_is_refused(int seed)
    {
        var random = new SeededGenerator((ulong)seed);
        byte[] bytes = StakerProof.Ssz.Serialize(Proof);
        int decoded = 0;
        for (int i = 0; i < Tries; i++)
        {
            byte[] altered = [.. bytes];
            int at = random.NextBelow(bytes.Length);
            altered[at] ^= (byte)(1 + random.NextBelow(255));
            if (!StakerProof.Ssz.TryRead(altered, out StakerProof? read))
            {
                continue;
            }

            decoded++;
            Assert.True(
                read.Flaw(Rules, default) is not null, $"seed {seed}, try {i}: byte {at} was altered unseen");
            bool showsTheSame = read.Block.Header == Proof.Block.Header
                && read.Account.Account == Proof.Account.Account
                && read.Account.Id == Proof.Account.Id
                && read.Locks.Select(static l => (l.Id, l.Lock))
                    .SequenceEqual(Proof.Locks.Select(static l => (l.Id, l.Lock)));
            Assert.True(
                read.Flaw(Rules, new(Chain.Head.BlockRoot)) is not null || showsTheSame,
                $"seed {seed}, try {i}: byte {at} was altered unseen");
        }

        Assert.True(decoded > Tries / 2, $"seed {seed}: only {decoded} of {Tries} could be read");
    }

    [Fact]
    public void A_proof_holds_for_every_account()
    {
        for (uint id = 0; id < Chain.Head.State.Money.Ledger.Accounts.Count; id++)
        {
            Assert.Null(Make(new(id)).Flaw(Rules, default));
        }
    }

    private static StakerProof Make(AccountId account)
    {
        ChainState state = Chain.Head.State;
        return StakerProof.Make(Rules.Network, Chain.Last.Value, state, account);
    }
}

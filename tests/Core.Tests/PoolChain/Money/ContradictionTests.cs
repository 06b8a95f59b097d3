using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>A false report costs its signers as soon as somebody proves what was true.</summary>
public sealed class ContradictionTests
{
    private static readonly Gwei Stake = Gwei.ValidatorStake;

    private readonly MoneyHarness _money;
    private Gwei _truth = Stake;
    private bool _isSlashed;

    public ContradictionTests()
    {
        _money = new(MoneyHarness.Quick with
        {
            Replacement = new(new ReplacementParameters
            {
                Fines = new() { Most = new(100_000_000) },
                MinimumBond = new(100_000_000),
            }),
        });
        _money.BondAll(MoneyHarness.Ether);
        _money.Lock();
        _money.Chain.RunUntil(static h => h.Pool().GroupKey is not null, 300);
        _money.Chain.RootOf = epoch => BeaconBlockHeader.Ssz.HashTreeRoot(StateAt(epoch).Header);
    }

    [Fact]
    public void A_report_that_a_proof_contradicts_costs_each_of_its_signers_once()
    {
        Epoch checkpoint = Next(_money);
        Gwei lie = Stake - new Gwei(500_000_000);
        _money.Chain.Report = (pool, _) => new(pool, ValidatorStatus.Active, lie);
        _money.RunToCheckpoint(checkpoint);
        Gwei before = _money.Fund().Figures.Collateral;
        var contradiction = new ContradictReport(checkpoint, new(1), StateAt(checkpoint).Prove(new(0)));
        _money.Chain.Offered.Add(_money.Chain.Sign(new(1), contradiction));
        _money.Chain.Step();
        OperatorId[] signers =
            [.. _money.Chain.State.Reports.First(r => r.Checkpoint == checkpoint).Signers];
        Assert.Equal(signers, _money.Chain.Culprits(FaultKind.FalseReport));

        // The first proven fault costs 10 million Gwei each by the default schedule.
        Assert.Equal(
            new Gwei(10_000_000 * (ulong)signers.Length), before - _money.Fund().Figures.Collateral);
        Assert.Equal("AlreadyContradicted", Reason(contradiction));
        Assert.Equal(_truth, _money.Chain.Pool().Stake.Value.Balance);
    }

    [Fact]
    public void A_slashing_that_was_kept_quiet_is_proven()
    {
        _isSlashed = true;
        Epoch checkpoint = Next(_money);
        _money.RunToCheckpoint(checkpoint);
        Assert.IsType<OperationOutcome.Accepted>(_money.Chain.Try(
            new(2), new ContradictReport(checkpoint, new(1), StateAt(checkpoint).Prove(new(0)))));
    }

    [Fact]
    public void A_true_report_is_not_contradicted()
    {
        Epoch checkpoint = Next(_money);
        _money.RunToCheckpoint(checkpoint);
        ValidatorProof proof = StateAt(checkpoint).Prove(new(0));
        Assert.Equal("ContradictsNothing", Reason(new(checkpoint, new(1), proof)));
        Assert.Equal("UnknownReport", Reason(new(checkpoint + 9, new(1), proof)));
        Assert.Equal("UnknownReport", Reason(new(checkpoint, new(7), proof)));
        Assert.Equal(
            "ProvesAnotherKey", Reason(new(checkpoint, new(1), StateAt(checkpoint).Prove(new(1)))));
        _truth = Stake - new Gwei(1_000_000_000);
        Assert.Equal(
            "OtherBlock", Reason(new(checkpoint, new(1), StateAt(checkpoint).Prove(new(0)))));
    }

    private static Epoch Next(MoneyHarness money) =>
        money.Chain.State.Beacon.Checkpoint.TryGet(out Epoch known) ? known + 1 : new(2);

    private string Reason(ContradictReport contradiction) =>
        Assert.IsType<OperationOutcome.Rejected>(_money.Chain.Try(new(1), contradiction)).Refusal.Reason;

    /// <summary>A beacon state of two validators, the pool's first.</summary>
    private ProvableState StateAt(Epoch epoch)
    {
        Validator own = new(
            _money.Chain.Pool().GroupKey!.Value,
            new WithdrawalCredentials(MoneyHarness.Credentials),
            Stake,
            _isSlashed,
            default,
            default,
            Epoch.FarFuture,
            Epoch.FarFuture);
        MerkleList<Validator, Unmeasured<Validator>> validators = BeaconStateTree.Validators.Empty
            .Add(own).Add(own with { PublicKey = default });
        MerkleList<Gwei, Unmeasured<Gwei>> balances = BeaconStateTree.Balances.Empty.Add(_truth).Add(Stake);
        var roots = new Hash32[BeaconStateTree.FieldCount];
        roots[BeaconStateTree.PositionOf("validators")] = BeaconStateTree.Validators.HashTreeRoot(validators);
        roots[BeaconStateTree.PositionOf("balances")] = BeaconStateTree.Balances.HashTreeRoot(balances);
        var header = new BeaconBlockHeader(
            epoch.FirstSlot(8), default, default, Merkle.Root(roots, 64), default);
        return new(header, [.. roots], validators, balances);
    }
}

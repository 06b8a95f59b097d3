using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>Who knows the root of a final block can be shown a validator, and nothing else.</summary>
public sealed class ValidatorProofTests
{
    private const int Residents = 20;
    private const int Outside = 2;
    private const int Proved = 13;

    private static readonly Hash32 Another = Hash32.Sha256("another"u8);

    private static readonly Lazy<BeaconChain> ChainOnce = new(static () =>
        TestChain.Begin(Residents, Outside).AdvanceVoting(new Epoch(6), Residents));

    private static BeaconChain Chain => ChainOnce.Value;

    private static Checkpoint Finalized => Chain.State.FinalizedCheckpoint;

    private static ValidatorProof Proof => ProofOf(Proved);

    [Fact]
    public void Every_validator_is_proved_as_the_finalized_state_has_it()
    {
        Assert.True(Finalized.Epoch >= new Epoch(3));
        BeaconState state = Chain.StateByRoot(Chain.BlockOf(Finalized)!.Header.StateRoot)!;
        Assert.Equal(Residents + Outside, state.Validators.Count);
        Assert.True(state.Balances.Distinct().Count() > 1);
        for (int i = 0; i < state.Validators.Count; i++)
        {
            ValidatorProof proof = Again(ProofOf(i));
            Assert.Null(proof.Flaw(Finalized.Root));
            Assert.Equal(new ValidatorIndex((ulong)i), proof.Index);
            Assert.Equal(state.Validators[i], proof.Validator);
            Assert.Equal(state.Balances[i], proof.Balance);
        }
    }

    [Fact]
    public void A_proof_survives_JSON() =>
        Assert.Equal(Proof, ValidatorProof.Ssz.ParseJson(ValidatorProof.Ssz.ToJson(Proof)));

    [Fact]
    public void Who_is_not_in_the_state_and_blocks_that_are_not_remembered_have_no_proof()
    {
        G1Bytes known = Chain.State.Validators[0].PublicKey;
        Assert.Null(ValidatorProofs.FindFinalized(Chain, OutsideKey.Of(1000).PublicKey));
        Assert.Null(ValidatorProofs.Find(Chain, Another, known));
        BeaconBlock genesis = Chain.BlockAt(new Slot(0))!;
        Assert.Null(ValidatorProofs.Find(Chain, genesis.Root, known)!.Flaw(genesis.Root));
    }

    [Fact]
    public void A_slashed_validator_is_proved_to_be_slashed_and_its_earlier_proof_ends()
    {
        BeaconChain chain = TestChain.Begin(Residents, Outside).AdvanceTo(new Epoch(2));
        chain = chain.AdvanceTo(chain.PlaceOf(Residents, new Epoch(2)).Slot).Chain;
        SingleAttestation vote = chain.VoteOf(Residents, new Epoch(2));
        chain = chain.Submit(vote).Taken();
        Hash32 before = chain.Head().Root;
        chain = chain.Submit(chain.Sign(Residents, vote.Data with { BeaconBlockRoot = Another })).Chain;
        chain = chain.AdvanceTo(new Epoch(6));

        G1Bytes key = chain.State.Validators[Residents].PublicKey;
        ValidatorProof earlier = ValidatorProofs.Find(chain, before, key)!;
        Assert.False(earlier.Validator.Slashed);
        Assert.Null(earlier.Flaw(before));
        Hash32 final = chain.State.FinalizedCheckpoint.Root;
        Assert.Equal("OtherBlock", earlier.Flaw(final)?.Reason);
        ValidatorProof later = ValidatorProofs.FindFinalized(chain, key)!;
        Assert.True(later.Validator.Slashed);
        Assert.True(later.Balance < earlier.Balance);
        Assert.Null(later.Flaw(final));
    }

    [Fact]
    public void Another_header_is_of_another_block()
    {
        BeaconBlockHeader header = Proof.Header;
        BeaconBlockHeader[] others =
        [
            header with { Slot = header.Slot + 1 },
            header with { ProposerIndex = new(header.ProposerIndex.Value + 1) },
            header with { ParentRoot = Another },
            header with { StateRoot = Another },
            header with { BodyRoot = Another },
        ];
        Assert.All(others, static h => AssertFlaw("OtherBlock", Proof with { Header = h }));
        Assert.Equal("OtherBlock", Proof.Flaw(Another)?.Reason);
        Assert.Equal("OtherBlock", Proof.Flaw(Proof.Header.StateRoot)?.Reason);
    }

    [Fact]
    public void Another_record_is_refused()
    {
        Validator record = Proof.Validator;
        Validator[] others =
        [
            record with { PublicKey = OutsideKey.Of(0).PublicKey },
            record with { WithdrawalCredentials = TestChain.CredentialsOf(1) },
            record with { EffectiveBalance = record.EffectiveBalance + new Gwei(1) },
            record with { Slashed = !record.Slashed },
            record with { ActivationEligibilityEpoch = record.ActivationEligibilityEpoch + 1 },
            record with { ActivationEpoch = record.ActivationEpoch + 1 },
            record with { ExitEpoch = new(7) },
            record with { WithdrawableEpoch = new(7) },
            ProofOf(Proved + 1).Validator,
        ];
        Assert.All(others, static v => AssertFlaw("WrongValidator", Proof with { Validator = v }));
    }

    [Fact]
    public void Other_balances_are_refused()
    {
        for (int i = 0; i < Proof.Balances.Count; i++)
        {
            Sequence<Gwei> others = Proof.Balances.With(i, Proof.Balances[i] + new Gwei(1));
            AssertFlaw("WrongBalance", Proof with { Balances = others });
        }

        Gwei[] turned = [.. Proof.Balances.Reverse()];
        AssertFlaw("WrongBalance", Proof with { Balances = [.. turned] });
        AssertFlaw("WrongBalance", Proof with { Balances = ProofOf(Proved + 4).Balances });
    }

    [Fact]
    public void Another_index_is_refused_also_when_the_branches_agree_with_it()
    {
        foreach (ulong other in new ulong[] { 0, Proved - 1, Proved + 1, Proved + 4, Residents + Outside })
        {
            var index = new ValidatorIndex(other);
            AssertFlaw("WrongValidatorPlace", Proof with { Index = index });
            GeneralizedIndex validator = BeaconStateTree.IndexOfValidator(index);
            GeneralizedIndex balance = BeaconStateTree.IndexOfBalance(index);
            AssertFlaw("WrongValidator", Proof with
            {
                Index = index,
                ValidatorBranch = Proof.ValidatorBranch with { Index = validator },
                BalanceBranch = Proof.BalanceBranch with { Index = balance },
            });
        }

        foreach (ulong beyond in new[] { 1UL << 40, (1UL << 40) + Proved, ulong.MaxValue })
        {
            AssertFlaw("IndexBeyondRegistry", Proof with { Index = new(beyond) });
        }

        AssertFlaw("WrongValidatorPlace", Proof with { Index = new((1UL << 40) - 1) });
    }

    [Fact]
    public void Branches_from_elsewhere_are_refused()
    {
        MerkleBranch validator = Proof.ValidatorBranch;
        MerkleBranch balance = Proof.BalanceBranch;
        foreach (ulong place in new ulong[] { 0, 1, 75, validator.Index.Value + 1, ulong.MaxValue })
        {
            MerkleBranch moved = validator with { Index = new(place) };
            AssertFlaw("WrongValidatorPlace", Proof with { ValidatorBranch = moved });
            moved = balance with { Index = new(place) };
            AssertFlaw("WrongBalancePlace", Proof with { BalanceBranch = moved });
        }

        AssertFlaw("WrongValidatorPlace", Proof with { ValidatorBranch = balance });
        AssertFlaw("WrongBalancePlace", Proof with { BalanceBranch = validator });
        AssertFlaw("WrongBalancePlace", Proof with { BalanceBranch = ProofOf(Proved + 4).BalanceBranch });
    }

    [Fact]
    public void Every_node_of_a_branch_counts()
    {
        Assert.Equal(6 + 1 + 40, Proof.ValidatorBranch.Siblings.Count);
        Assert.Equal(6 + 1 + 38, Proof.BalanceBranch.Siblings.Count);
        foreach (MerkleBranch other in Spoiled(Proof.ValidatorBranch))
        {
            AssertFlaw("WrongValidator", Proof with { ValidatorBranch = other });
        }

        foreach (MerkleBranch other in Spoiled(Proof.BalanceBranch))
        {
            AssertFlaw("WrongBalance", Proof with { BalanceBranch = other });
        }
    }

    [Fact]
    public void Any_changed_bit_of_any_proof_is_refused()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var random = new SeededGenerator(seed);
            int residents = 8 + random.NextBelow(30);
            BeaconChain chain = TestChain.Begin(residents, outside: 0, seed: seed);
            chain = chain.AdvanceTo(new Slot((ulong)random.NextBelow(60))).Chain;
            Hash32 root = chain.Head().Root;
            for (int run = 0; run < 40; run++)
            {
                int validator = random.NextBelow(residents);
                G1Bytes key = chain.State.Validators[validator].PublicKey;
                byte[] bytes = ValidatorProof.Ssz.Serialize(ValidatorProofs.Find(chain, root, key)!);
                int bit = random.NextBelow(bytes.Length * 8);
                string about = $"Seed {seed}, run {run}, validator {validator}, bit {bit}";
                Assert.True(FlawOf(bytes, root) is null, about);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.True(FlawOf(bytes, root) is not null, about);
            }
        }
    }

    private static ValidatorProof ProofOf(int validator) =>
        ValidatorProofs.FindFinalized(Chain, Chain.State.Validators[validator].PublicKey)!;

    private static ValidatorProof Again(ValidatorProof proof) =>
        ValidatorProof.Ssz.Deserialize(ValidatorProof.Ssz.Serialize(proof));

    private static void AssertFlaw(string reason, ValidatorProof proof) =>
        Assert.Equal(reason, proof.Flaw(Finalized.Root)?.Reason);

    /// <summary>The reason, or that the bytes are no proof at all.</summary>
    private static string? FlawOf(byte[] bytes, Hash32 root) =>
        ValidatorProof.Ssz.TryRead(bytes, out ValidatorProof? proof)
            ? proof.Flaw(root)?.Reason
            : "unreadable";

    private static IEnumerable<MerkleBranch> Spoiled(MerkleBranch branch)
    {
        Sequence<Hash32> nodes = branch.Siblings;
        for (int i = 0; i < nodes.Count; i++)
        {
            yield return branch with { Siblings = nodes.With(i, Another) };
        }

        yield return branch with { Siblings = nodes.Add(Another) };
        yield return branch with { Siblings = [.. nodes.Skip(1)] };
        yield return branch with { Siblings = [.. nodes.Take(nodes.Count - 1)] };
        yield return branch with { Siblings = [] };
    }
}

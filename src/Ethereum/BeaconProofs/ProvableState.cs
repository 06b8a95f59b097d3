using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconProofs;

/// <summary>What of a block and its state proofs are made from.</summary>
/// <param name="Header">The block's header.</param>
/// <param name="FieldRoots">The roots of the state's fields in their order.</param>
/// <param name="Validators">The registry, as the state's field holds it.</param>
/// <param name="Balances">The balances, as the state's field holds them.</param>
/// <remarks>
/// No other field is looked into, so a state need not be understood, only hashed. Of a state at Electra the
/// last root, for the field that it lacks, is zero.
/// </remarks>
public sealed record ProvableState(
    BeaconBlockHeader Header,
    Sequence<Hash32> FieldRoots,
    MerkleList<Validator, Unmeasured<Validator>> Validators,
    MerkleList<Gwei, Unmeasured<Gwei>> Balances)
{
    /// <summary>Proves a validator that is in the registry.</summary>
    public ValidatorProof Prove(ValidatorIndex validator)
    {
        int index = (int)validator.Value;
        MerkleBranch ofValidator = BeaconStateTree.Validators.BranchOf(Validators, index);
        MerkleBranch ofBalance = BeaconStateTree.Balances.BranchOf(Balances, index);
        var proof = new ValidatorProof(
            Header,
            validator,
            Validators[index],
            ofValidator.Under(BranchOf("validators")),
            ChunkAround(index),
            ofBalance.Under(BranchOf("balances")));
        Refusal? flaw = proof.Flaw(BeaconBlockHeader.Ssz.HashTreeRoot(Header));
        Invariant.Holds(flaw is null, $"The parts of a provable state belong together: {flaw}");
        return proof;
    }

    private MerkleBranch BranchOf(string field) =>
        MerkleBranch.Of(FieldRoots.AsSpan(), BeaconStateTree.PositionOf(field));

    private Sequence<Gwei> ChunkAround(int index)
    {
        int first = index - (index % BeaconStateTree.BalancesPerChunk);
        var chunk = new Gwei[BeaconStateTree.BalancesPerChunk];
        for (int i = 0; i < chunk.Length && first + i < Balances.Count; i++)
        {
            chunk[i] = Balances[first + i];
        }

        return [.. chunk];
    }
}

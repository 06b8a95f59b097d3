using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconProofs;

/// <summary>
/// A validator and its balance in the state after a block, with the proof for who knows the block's root.
/// </summary>
/// <param name="Header">The block's header, which names the state.</param>
/// <param name="Index">The validator's index.</param>
/// <param name="Validator">Its entry in the registry.</param>
/// <param name="ValidatorBranch">From the entry to the state's root.</param>
/// <param name="Balances">The four balances that share a node of the tree; its own is one of them.</param>
/// <param name="BalanceBranch">From that node to the state's root.</param>
/// <remarks>Spec: docs/spec/beacon-proofs.md.</remarks>
public sealed record ValidatorProof(
    BeaconBlockHeader Header,
    ValidatorIndex Index,
    Validator Validator,
    MerkleBranch ValidatorBranch,
    Sequence<Gwei> Balances,
    MerkleBranch BalanceBranch)
{
    private static readonly SszType<Sequence<Gwei>> BalancesSsz =
        SszTypes.Vector(SszTypes.Gwei, BeaconStateTree.BalancesPerChunk);

    public static SszContainer<ValidatorProof> Ssz { get; } = SszContainer.Of<ValidatorProof>()
        .Field("header", BeaconBlockHeader.Ssz, static x => x.Header)
        .Field("index", SszTypes.ValidatorIndex, static x => x.Index)
        .Field("validator", Validator.Ssz, static x => x.Validator)
        .Field("validator_branch", MerkleBranch.Ssz, static x => x.ValidatorBranch)
        .Field("balances", BalancesSsz, static x => x.Balances)
        .Field("balance_branch", MerkleBranch.Ssz, static x => x.BalanceBranch)
        .Build(static v => new(
            v.Take<BeaconBlockHeader>(),
            v.Take<ValidatorIndex>(),
            v.Take<Validator>(),
            ValidatorBranch: v.Take<MerkleBranch>(),
            v.Take<Sequence<Gwei>>(),
            BalanceBranch: v.Take<MerkleBranch>()));

    /// <summary>The validator's balance.</summary>
    public Gwei Balance => Balances[(int)(Index.Value % BeaconStateTree.BalancesPerChunk)];

    /// <summary>Why the proof proves nothing about a block's state, or null when it holds.</summary>
    /// <param name="blockRoot">The block's hash tree root, known from elsewhere; of Electra or Fulu.</param>
    public Refusal? Flaw(Hash32 blockRoot)
    {
        if (Index.Value >= BeaconStateTree.ValidatorRegistryLimit)
        {
            return BeaconProofRefusals.IndexBeyondRegistry(Index);
        }

        Hash32 root = BeaconBlockHeader.Ssz.HashTreeRoot(Header);
        return FlawOfPlaces()
            ?? (root == blockRoot ? null : BeaconProofRefusals.OtherBlock(root, blockRoot))
            ?? FlawOfBranches();
    }

    /// <summary>The verifier computes the places itself: a node elsewhere may mean anything.</summary>
    private Refusal? FlawOfPlaces()
    {
        GeneralizedIndex validator = BeaconStateTree.IndexOfValidator(Index);
        if (ValidatorBranch.Index != validator)
        {
            return BeaconProofRefusals.WrongValidatorPlace(ValidatorBranch.Index, validator);
        }

        GeneralizedIndex balance = BeaconStateTree.IndexOfBalance(Index);
        return BalanceBranch.Index == balance
            ? null
            : BeaconProofRefusals.WrongBalancePlace(BalanceBranch.Index, balance);
    }

    private Refusal? FlawOfBranches()
    {
        Hash32 validator = Validator.Ssz.HashTreeRoot(Validator);
        if (!ValidatorBranch.IsValid(validator, Header.StateRoot))
        {
            return BeaconProofRefusals.WrongValidator(validator, Header.StateRoot);
        }

        Hash32 balances = BalancesSsz.HashTreeRoot(Balances);
        return BalanceBranch.IsValid(balances, Header.StateRoot)
            ? null
            : BeaconProofRefusals.WrongBalance(balances, Header.StateRoot);
    }
}

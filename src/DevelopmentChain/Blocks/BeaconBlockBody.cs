using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>
/// The operations of a block that this chain knows (consensus-specs
/// <c>electra/beacon-chain.md#beaconblockbody</c>).
/// </summary>
/// <param name="RandaoReveal">The proposer's contribution to randomness.</param>
/// <param name="AttesterSlashings">At most MAX_ATTESTER_SLASHINGS_ELECTRA.</param>
/// <param name="Attestations">At most MAX_ATTESTATIONS_ELECTRA.</param>
/// <param name="VoluntaryExits">At most MAX_VOLUNTARY_EXITS.</param>
/// <param name="DepositRequests">The deposits of the execution payload's requests.</param>
public sealed record BeaconBlockBody(
    G2Bytes RandaoReveal,
    Sequence<AttesterSlashing> AttesterSlashings,
    Sequence<Attestation> Attestations,
    Sequence<SignedVoluntaryExit> VoluntaryExits,
    Sequence<DepositRequest> DepositRequests)
{
    /// <summary>The body of the genesis block.</summary>
    public static BeaconBlockBody Empty { get; } = new(default, [], [], [], []);

    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<BeaconBlockBody> SszFor(Preset preset) => SszContainer.Of<BeaconBlockBody>()
        .Field("randao_reveal", G2Bytes.Ssz, static x => x.RandaoReveal)
        .Field(
            "attester_slashings",
            SszTypes.List(AttesterSlashing.SszFor(preset), SpecConstants.MaxAttesterSlashings),
            static x => x.AttesterSlashings)
        .Field(
            "attestations",
            SszTypes.List(Attestation.SszFor(preset), SpecConstants.MaxAttestations),
            static x => x.Attestations)
        .Field(
            "voluntary_exits",
            SszTypes.List(SignedVoluntaryExit.Ssz, SpecConstants.MaxVoluntaryExits),
            static x => x.VoluntaryExits)
        .Field(
            "deposit_requests",
            SszTypes.List(DepositRequest.Ssz, SpecConstants.MaxDepositRequests),
            static x => x.DepositRequests)
        .Build(static v => new(
            v.Take<G2Bytes>(),
            v.Take<Sequence<AttesterSlashing>>(),
            v.Take<Sequence<Attestation>>(),
            v.Take<Sequence<SignedVoluntaryExit>>(),
            v.Take<Sequence<DepositRequest>>()));
}

/// <summary>A block with its root.</summary>
/// <param name="Header">The header.</param>
/// <param name="Root">The header's hash tree root, which names the block.</param>
/// <param name="Body">The body.</param>
public sealed record BeaconBlock(BeaconBlockHeader Header, Hash32 Root, BeaconBlockBody Body);

using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Replay;

/// <summary>The beginning of a chain that somebody else made.</summary>
/// <param name="Time">When slot 0 began.</param>
/// <param name="RandaoMix">The mix of all epochs before the first block.</param>
/// <param name="Validators">The registry.</param>
/// <param name="Balances">What each validator had.</param>
/// <param name="Header">The header of the genesis block, with its state root.</param>
public sealed record RecordedGenesis(
    Instant Time,
    Hash32 RandaoMix,
    Sequence<Validator> Validators,
    Sequence<Gwei> Balances,
    BeaconBlockHeader Header);

/// <summary>A block that somebody else made.</summary>
/// <param name="Header">Its header, with its state root: so its hash tree root is the block's.</param>
/// <param name="RandaoReveal">The proposer's contribution to randomness.</param>
/// <param name="AttesterSlashings">As in its body.</param>
/// <param name="Attestations">As in its body.</param>
/// <param name="LeftOut">
/// What the block changed in balances by rules that this chain does not have, such as the rewards for sync
/// committees.
/// </param>
public sealed record RecordedBlock(
    BeaconBlockHeader Header,
    Cryptography.Bls.G2Bytes RandaoReveal,
    Sequence<AttesterSlashing> AttesterSlashings,
    Sequence<Attestation> Attestations,
    Sequence<BalanceChange> LeftOut);

/// <summary>A change of a balance that is taken as given.</summary>
public sealed record BalanceChange(ValidatorIndex Validator, GweiDelta Change);

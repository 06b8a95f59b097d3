using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconProofs;

/// <summary>
/// Every reason for which a proof about the beacon chain proves nothing; docs/reasons.md lists them.
/// </summary>
internal static class BeaconProofRefusals
{
    internal static Refusal IndexBeyondRegistry(ValidatorIndex supplied) => new(
        "IndexBeyondRegistry",
        $"validator {supplied}",
        $"a validator below {BeaconStateTree.ValidatorRegistryLimit}");

    internal static Refusal WrongValidatorPlace(GeneralizedIndex supplied, GeneralizedIndex permitted) => new(
        "WrongValidatorPlace", $"a branch from place {supplied}", $"one from place {permitted}");

    internal static Refusal WrongBalancePlace(GeneralizedIndex supplied, GeneralizedIndex permitted) => new(
        "WrongBalancePlace", $"a branch from place {supplied}", $"one from place {permitted}");

    internal static Refusal OtherBlock(Hash32 supplied, Hash32 permitted) =>
        new("OtherBlock", $"a header of block {supplied}", $"the header of block {permitted}");

    internal static Refusal WrongValidator(Hash32 supplied, Hash32 stateRoot) => new(
        "WrongValidator", $"a branch from record {supplied}", $"one that leads to state {stateRoot}");

    internal static Refusal WrongBalance(Hash32 supplied, Hash32 stateRoot) => new(
        "WrongBalance", $"a branch from balances {supplied}", $"one that leads to state {stateRoot}");
}

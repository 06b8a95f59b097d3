using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Lets a validator leave (consensus-specs <c>electra/beacon-chain.md#process_voluntary_exit</c>).
/// </summary>
internal static class ProcessVoluntaryExit
{
    /// <summary>Applies an exit that <see cref="RefusalOf"/> let through in the same state.</summary>
    internal static BeaconState Apply(BeaconState state, VoluntaryExit exit) =>
        ValidatorExits.InitiateValidatorExit(state, exit.ValidatorIndex);

    /// <summary>
    /// Says what the specification holds against an exit, cheapest first; null when nothing.
    /// </summary>
    internal static Refusal? RefusalOf(BeaconState state, SignedVoluntaryExit exit, SignatureVerifier verify)
    {
        (VoluntaryExit message, Epoch current) = (exit.Message, state.CurrentEpoch);
        if (!state.Has(message.ValidatorIndex))
        {
            return new UnknownValidator(
                message.ValidatorIndex, PermittedBelow: new((ulong)state.Validators.Count));
        }

        Validator validator = state[message.ValidatorIndex];
        if (!validator.IsActive(current) || validator.ExitEpoch != Epoch.FarFuture)
        {
            return new InactiveValidator(
                message.ValidatorIndex, current, validator.ActivationEpoch, validator.ExitEpoch);
        }

        Epoch earliest = validator.ActivationEpoch + state.Config.ShardCommitteePeriod;
        earliest = message.Epoch > earliest ? message.Epoch : earliest;
        if (current < earliest)
        {
            return new ExitTooEarly(message.ValidatorIndex, Supplied: current, PermittedFrom: earliest);
        }

        Domain domain = state.Config.Forks.VoluntaryExitDomain(message, current, state.GenesisValidatorsRoot);
        Hash32 signingRoot = domain.SigningRoot(VoluntaryExit.Ssz, message);
        return verify(validator.PublicKey, signingRoot, exit.Signature)
            ? null
            : new BadSignature(message.ValidatorIndex, signingRoot);
    }
}

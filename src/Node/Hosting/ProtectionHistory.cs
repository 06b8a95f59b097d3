using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Storage;
using TrustlessPools.Operator;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>
/// What an operator has signed for its pools' validators, as it moves between implementations (EIP-3076).
/// </summary>
/// <remarks>Works on a store that no operator runs on: the store's lock sees to that.</remarks>
public sealed class ProtectionHistory : IDisposable
{
    private readonly OperatorStore _store;
    private readonly OperatorState _state;

    /// <summary>Opens the store of a stopped operator.</summary>
    /// <param name="plan">The operator; its keys stay the caller's.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="StoreException">The operator runs, or its store is damaged.</exception>
    public ProtectionHistory(NodePlan plan, Instant now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _store = OperatorStore.Open(
            plan.Folder.Store,
            new StoreOwner(plan.Rules.Network, plan.Self),
            new SecretSeal(plan.Keys.Identity));
        var settings = new OperatorSettings(plan.Rules, plan.Self, plan.Keys.Identity, plan.Preset);
        _state = OperatorMachine.Start(settings, _store.Load(), now).State;
    }

    /// <summary>All that was signed.</summary>
    /// <exception cref="ConfigurationException">No beacon chain is known yet, so nothing was signed on
    /// one.</exception>
    public Interchange Export() => new(
        GenesisValidatorsRoot(),
        _state.Histories.Select(static h => new ValidatorHistory(h.Key, h.Value)).ToSequence());

    /// <summary>
    /// Takes over what was signed elsewhere: from now on refused is what either history refuses.
    /// </summary>
    /// <param name="text">The interchange file.</param>
    /// <returns>The keys whose histories were taken over.</returns>
    /// <exception cref="ConfigurationException">The file is refused, as a whole.</exception>
    public Sequence<G1Bytes> Import(string text)
    {
        InterchangeReading reading = Interchange.Read(text, GenesisValidatorsRoot());
        if (reading is InterchangeReading.Refused refused)
        {
            throw new ConfigurationException(
                new(
                    "BadInterchangeFile",
                    $"{refused.Reason}",
                    "a file of version 5 for the network's beacon chain"));
        }

        Sequence<ValidatorHistory> found = ((InterchangeReading.Accepted)reading).Interchange.Validators;
        _store.Commit(
        [
            .. found.Select(v => new OperatorEffect.Put(
                StoreKeys.History(v.PublicKey),
                new ByteString(SigningHistory.Ssz.Serialize(
                    _state.Histories.GetValueOrDefault(v.PublicKey, SigningHistory.Empty)
                        .Merge(v.History))))),
        ]);
        return found.Map(static v => v.PublicKey);
    }

    /// <summary>Closes the store.</summary>
    public void Dispose()
    {
        foreach (SecretBytes secret in _state.Vault.Secrets.Values)
        {
            secret.Dispose();
        }

        _store.Dispose();
    }

    private Hash32 GenesisValidatorsRoot() =>
        _state.Chain.Beacon.GenesisValidatorsRoot.TryGet(out Hash32 root)
        ? root
        : throw new ConfigurationException(new(
            "NoBeaconChain",
            "a network whose operators have not agreed on a beacon chain yet",
            "one that has"));
}

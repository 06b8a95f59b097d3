using TrustlessPools.Ethereum;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>Everything that an operator is started with.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Configuration">Its settings.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Rules">Its network's.</param>
/// <param name="Self">Its number in the network.</param>
/// <param name="Preset">The beacon chain's.</param>
public sealed record NodePlan(
    OperatorFolder Folder,
    OperatorConfiguration Configuration,
    OperatorKeys Keys,
    ChainRules Rules,
    OperatorId Self,
    Preset Preset)
{
    /// <summary>
    /// Results of verifications that an operator remembers: some minutes' worth of a large network.
    /// </summary>
    private const int MemoCapacity = 100_000;

    /// <summary>Reads an operator's folder, and checks that everything fits together.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="networkFile">The network's genesis; null for that in the folder.</param>
    /// <param name="number">
    /// The number of an operator that joined after the genesis; none for the one that the folder keeps.
    /// </param>
    /// <exception cref="ConfigurationException">Something is missing, damaged, or does not fit.</exception>
    public static NodePlan Read(
        OperatorFolder folder, string? networkFile = null, Optional<OperatorId> number = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        OperatorConfiguration configuration = ConfigurationFiles.ReadConfiguration(folder.Configuration);
        NetworkGenesis genesis = ConfigurationFiles.ReadNetwork(networkFile ?? folder.Network);
        Preset preset = PresetOf(genesis.Parameters);
        string password = ConfigurationFiles.ReadPassword(folder.In(configuration.PasswordFile));
        OperatorKeys keys = OperatorKeys.Load(folder, password);
        try
        {
            OperatorId self = NumberOf(genesis, keys, number.HasValue ? number : folder.ReadNumber());
            return new(
                folder, configuration, keys, new ChainRules(genesis, new Memo(MemoCapacity)), self, preset);
        }
        catch (ConfigurationException)
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>The preset of a beacon chain, told by the length of its epochs.</summary>
    private static Preset PresetOf(ChainParameters parameters)
    {
        Preset[] known = [Preset.Mainnet, Preset.Minimal];
        return known.FirstOrDefault(p => p.SlotsPerEpoch == parameters.SlotsPerEpoch)
            ?? throw new ConfigurationException(new(
                "UnknownPreset",
                $"{parameters.SlotsPerEpoch} slots an epoch",
                string.Join(" or ", known.Select(static p => $"{p.SlotsPerEpoch} ({p.Name})"))));
    }

    /// <summary>
    /// The genesis names its operators; whoever joined later says its number, and the chain shows whether it
    /// is true.
    /// </summary>
    private static OperatorId NumberOf(
        NetworkGenesis genesis, OperatorKeys keys, Optional<OperatorId> number)
    {
        PublicIdentity own = keys.ToPublic(name: string.Empty, address: string.Empty);
        OperatorRecord? record = genesis.Operators.FirstOrDefault(
            o => o.Identity.IdentityKey == own.IdentityKey);
        if (record is null)
        {
            return number.TryGet(out OperatorId later) && later.Value > genesis.Operators.Count
                ? later
                : throw new ConfigurationException(new(
                    "NotInTheNetwork",
                    $"identity key {own.IdentityKey}",
                    $"an operator of the network '{genesis.Name}', or '--number' of one that joined later"));
        }

        return record.Identity.CertificatePin == own.CertificatePin
            ? record.Id
            : throw new ConfigurationException(new(
                "OtherCertificate",
                $"a certificate with pin {own.CertificatePin}",
                $"{record.Identity.CertificatePin}"));
    }
}

using System.Text;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>What a person decides when an operator is made.</summary>
/// <param name="Name">For people; at most 64 characters.</param>
/// <param name="Address">Where peers reach the operator, as host:port.</param>
/// <param name="Configuration">The settings.</param>
public sealed record OperatorPlan(string Name, string Address, OperatorConfiguration Configuration);

/// <summary>Makes an operator's folder: fresh keys, a password, settings, and the public file.</summary>
public static class OperatorSetup
{
    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Must hold no operator; keys are never overwritten.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="now">The time.</param>
    /// <returns>What the public file says.</returns>
    /// <exception cref="ConfigurationException">
    /// There is an operator already, or the plan's password file is missing, or what is planned is
    /// impossible.
    /// </exception>
    public static PublicIdentity Create(OperatorFolder folder, OperatorPlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        if ((FlawOf(plan) ?? plan.Configuration.Flaw()) is { } flaw)
        {
            throw new ConfigurationException(flaw);
        }

        if (folder.HasOperator)
        {
            throw new ConfigurationException(
                new(
                    "OperatorExists",
                    folder.IdentityKeystore,
                    "a folder without an operator; keys are never overwritten"));
        }

        folder.Create();
        string password = TakePassword(folder, plan.Configuration);
        using OperatorKeys keys = OperatorKeys.Make(plan.Name, now);
        keys.Save(folder, password);
        PublicIdentity identity = keys.ToPublic(plan.Name, plan.Address);
        if (!File.Exists(folder.ApiToken))
        {
            ApiToken.Make(folder);
        }

        File.WriteAllText(folder.PublicFile, PublicIdentity.Ssz.ToJson(identity, indented: true) + "\n");
        File.WriteAllText(
            folder.Configuration,
            OperatorConfiguration.Shape.ToText(plan.Configuration, indented: true) + "\n");
        return identity;
    }

    private static Refusal? FlawOf(OperatorPlan plan)
    {
        int nameBytes = Encoding.UTF8.GetByteCount(plan.Name);
        if (nameBytes is 0 or > PublicIdentity.NameLengthMax)
        {
            return new("BadName", $"'{plan.Name}'", $"1 to {PublicIdentity.NameLengthMax} bytes of UTF-8");
        }

        bool isAddress = Uri.TryCreate($"https://{plan.Address}", UriKind.Absolute, out Uri? uri)
            && uri.Authority == plan.Address
            && uri.Port > 0
            && plan.Address.Contains(':', StringComparison.Ordinal)
            && plan.Address.Length <= PublicIdentity.AddressLengthMax;
        return isAddress ? null : new(
            "BadAddress", $"'{plan.Address}'", "a host and a port, such as example.org:9000");
    }

    private static string TakePassword(OperatorFolder folder, OperatorConfiguration configuration)
    {
        string path = folder.In(configuration.PasswordFile);
        return SealedKey.TakePassword(path, mayMake: path == folder.Password);
    }
}

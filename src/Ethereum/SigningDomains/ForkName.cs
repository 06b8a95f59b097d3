using System.Diagnostics.CodeAnalysis;

namespace TrustlessPools.Ethereum.SigningDomains;

/// <summary>The forks of the beacon chain in their order.</summary>
[SuppressMessage("Design", "CA1008", Justification = "The first fork is a value, not the absence of one.")]
public enum ForkName
{
    /// <summary>The genesis fork.</summary>
    Phase0,

    /// <summary>Sync committees, participation flags.</summary>
    Altair,

    /// <summary>The merge.</summary>
    Bellatrix,

    /// <summary>Withdrawals.</summary>
    Capella,

    /// <summary>Blobs; exits are valid for ever (EIP-7044).</summary>
    Deneb,

    /// <summary>Votes without committee index (EIP-7549), compounding validators (EIP-7251).</summary>
    Electra,

    /// <summary>Data availability sampling, proposer lookahead.</summary>
    Fulu,
}

/// <summary>
/// The names of forks as the Beacon API writes them, such as in <c>Eth-Consensus-Version</c>.
/// </summary>
public static class ForkNames
{
    /// <summary>All forks in their order.</summary>
    public static ReadOnlySpan<ForkName> All =>
    [
        ForkName.Phase0,
        ForkName.Altair,
        ForkName.Bellatrix,
        ForkName.Capella,
        ForkName.Deneb,
        ForkName.Electra,
        ForkName.Fulu,
    ];

    /// <summary>The name in lower case.</summary>
    public static string ToText(this ForkName fork) => fork switch
    {
        ForkName.Phase0 => "phase0",
        ForkName.Altair => "altair",
        ForkName.Bellatrix => "bellatrix",
        ForkName.Capella => "capella",
        ForkName.Deneb => "deneb",
        ForkName.Electra => "electra",
        ForkName.Fulu => "fulu",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Reads the name in lower case.</summary>
    public static bool TryParse(string text, out ForkName fork)
    {
        foreach (ForkName candidate in All)
        {
            if (candidate.ToText() == text)
            {
                fork = candidate;
                return true;
            }
        }

        fork = default;
        return false;
    }
}

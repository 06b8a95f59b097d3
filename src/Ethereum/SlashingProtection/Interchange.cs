using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>
/// The histories of validators as they move between implementations (EIP-3076, format version 5).
/// </summary>
/// <param name="GenesisValidatorsRoot">The chain's.</param>
/// <param name="Validators">One entry for each key, ascending by key.</param>
public sealed record Interchange(Hash32 GenesisValidatorsRoot, Sequence<ValidatorHistory> Validators)
{
    /// <summary>The version of the format that is read and written.</summary>
    public const string FormatVersion = "5";

    /// <summary>Reads a file, reducing what it lists for a key to watermarks.</summary>
    /// <param name="text">The file.</param>
    /// <param name="genesisValidatorsRoot">The chain that the file must be of.</param>
    /// <remarks>
    /// All or nothing: a file that is malformed in one place is refused, because a part of a history protects
    /// less than its reader believes. Messages that contradict each other are no flaw: both are refused from
    /// then on. Signing roots are not taken over, so nothing that is imported counts as the same data.
    /// </remarks>
    public static InterchangeReading Read(string text, Hash32 genesisValidatorsRoot)
    {
        if (!InterchangeFile.Shape.TryParse(text, out InterchangeFile? file, out string? flaw))
        {
            return new InterchangeReading.Refused(new MalformedInterchange(flaw));
        }

        if (file.Metadata.Version != FormatVersion)
        {
            return new InterchangeReading.Refused(
                new UnsupportedInterchangeVersion(Supplied: file.Metadata.Version, Permitted: FormatVersion));
        }

        if (file.Metadata.GenesisValidatorsRoot != genesisValidatorsRoot)
        {
            return new InterchangeReading.Refused(new OtherChain(
                Supplied: file.Metadata.GenesisValidatorsRoot, Permitted: genesisValidatorsRoot));
        }

        var histories = ImmutableSortedDictionary.CreateBuilder<G1Bytes, SigningHistory>();
        foreach (InterchangeFile.Entry entry in file.Entries.AsSpan())
        {
            SigningHistory before = histories.GetValueOrDefault(entry.PublicKey, SigningHistory.Empty);
            histories[entry.PublicKey] = before.Merge(entry.ToHistory());
        }

        return new InterchangeReading.Accepted(new(
            genesisValidatorsRoot,
            histories.Select(static h => new ValidatorHistory(h.Key, h.Value)).ToSequence()));
    }

    /// <summary>
    /// Writes a file that lists for each key its watermarks, with their signing roots where known.
    /// </summary>
    /// <param name="indented">True for people, false for programs.</param>
    public string ToText(bool indented = false) => InterchangeFile.Shape.ToText(
        new(
            new(FormatVersion, GenesisValidatorsRoot),
            Validators.Map(InterchangeFile.Entry.From)),
        indented);
}

/// <summary>A validator's key and what it has signed.</summary>
public sealed record ValidatorHistory(G1Bytes PublicKey, SigningHistory History);

/// <summary>What became of an interchange file.</summary>
public abstract record InterchangeReading
{
    private InterchangeReading()
    {
    }

    /// <summary>The file's histories, each to be merged into what is known already.</summary>
    public sealed record Accepted(Interchange Interchange) : InterchangeReading;

    /// <summary>The file changes nothing.</summary>
    public sealed record Refused(InterchangeRefusal Reason) : InterchangeReading;
}

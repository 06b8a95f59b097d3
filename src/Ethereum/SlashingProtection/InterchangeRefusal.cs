using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>Why an interchange file is not imported, none of it.</summary>
public abstract record InterchangeRefusal
{
    private protected InterchangeRefusal(int code) => Code = code;

    /// <summary>
    /// The reason's number in records and metrics; numbers are not used again, further ones go last.
    /// </summary>
    public int Code { get; }
}

/// <summary>The file is no interchange file.</summary>
/// <param name="Flaw">Where and why, such as <c>data: [1]: pubkey: …</c>.</param>
public sealed record MalformedInterchange(string Flaw) : InterchangeRefusal(1);

/// <summary>The file is of another version of the format.</summary>
public sealed record UnsupportedInterchangeVersion(string Supplied, string Permitted) : InterchangeRefusal(2);

/// <summary>The file is another chain's.</summary>
public sealed record OtherChain(Hash32 Supplied, Hash32 Permitted) : InterchangeRefusal(3);

using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>The methods that the Beacon API uses here.</summary>
public enum BeaconMethod
{
    /// <summary>HTTP GET.</summary>
    Get,

    /// <summary>HTTP POST, with a body in JSON.</summary>
    Post,
}

/// <summary>A request to a beacon node, ready to be sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query, from the node's base address on.</param>
/// <param name="Body">JSON; no bytes for a request without a body.</param>
/// <param name="ConsensusVersion">
/// The fork of the body, for <see cref="BeaconHeaders.ConsensusVersion"/>.
/// </param>
/// <param name="Answer">The shape of the answer when the request succeeds.</param>
public sealed record BeaconRequest<TAnswer>(
    BeaconMethod Method,
    string Path,
    ByteString Body,
    Optional<ForkName> ConsensusVersion,
    JsonShape<TAnswer> Answer)
    where TAnswer : notnull
{
    /// <summary>Reads the answer.</summary>
    /// <param name="utf8">The answer's body.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="flaw">Where and why it is malformed, as a phrase.</param>
    public bool TryReadAnswer(
        ReadOnlyMemory<byte> utf8,
        [MaybeNullWhen(false)] out TAnswer answer,
        [NotNullWhen(false)] out string? flaw) => Answer.TryParse(utf8, out answer, out flaw);
}

/// <summary>The headers of the Beacon API.</summary>
public static class BeaconHeaders
{
    /// <summary>Names the fork that a body is of, in lower case.</summary>
    public const string ConsensusVersion = "Eth-Consensus-Version";
}

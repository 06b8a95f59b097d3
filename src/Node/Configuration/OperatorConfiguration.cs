using System.Net;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>What an operator may set about its own node; the file <c>operator.json</c>.</summary>
/// <param name="Listen">Where peers come in: an address of this machine and a port, such as
/// <c>0.0.0.0:9000</c>.</param>
/// <param name="Api">
/// Where the local API listens, such as <c>127.0.0.1:9100</c>. Port 0 takes any free one; the file
/// <c>api.url</c> names it.
/// </param>
/// <param name="BeaconNodes">The own beacon nodes, in the order in which they are asked; at least
/// one.</param>
/// <param name="PasswordFile">Holds the password of the keys, in its first line; from the operator's folder
/// on.</param>
public sealed record OperatorConfiguration(
    IPEndPoint Listen, IPEndPoint Api, Sequence<Uri> BeaconNodes, string PasswordFile)
{
    private static readonly JsonShape<IPEndPoint> Endpoint = JsonShapes.Text.As(
        static text => TryParseEndpoint(text, out IPEndPoint? endpoint)
            ? endpoint
            : throw new FormatException($"'{text}' is no address with a port, such as 127.0.0.1:9000."),
        static endpoint => endpoint.ToString());

    private static readonly JsonShape<Uri> Address = JsonShapes.Text.As(
        static text => TryParseBeaconNode(text, out Uri? uri)
            ? uri
            : throw new FormatException(
                $"'{text}' is no http or https address, such as http://127.0.0.1:5052."),
        static uri => uri.OriginalString);

    /// <summary>The file.</summary>
    public static JsonShape<OperatorConfiguration> Shape { get; } = JsonObject.Of<OperatorConfiguration>()
        .Member("listen", Endpoint, static x => x.Listen)
        .Member("api", Endpoint, static x => x.Api)
        .Member("beacon_nodes", JsonShapes.List(Address), static x => x.BeaconNodes)
        .Member("password_file", JsonShapes.Text, static x => x.PasswordFile)
        .Build(static m => new(
            Listen: m.Take<IPEndPoint>(),
            Api: m.Take<IPEndPoint>(),
            m.Take<Sequence<Uri>>(),
            PasswordFile: m.Take<string>()));

    /// <summary>Why no operator can run with this, or null.</summary>
    public Refusal? Flaw() => BeaconNodes.Count == 0
        ? new("NoBeaconNode", "an empty list of beacon nodes", "at least one")
        : null;

    /// <summary>Reads an address with a port; the port must be there.</summary>
    public static bool TryParseEndpoint(
        string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool hasPort = text.LastIndexOf(':') > text.LastIndexOf(']');
        return IPEndPoint.TryParse(text, out endpoint) && hasPort;
    }

    /// <summary>Reads the address of a beacon node.</summary>
    public static bool TryParseBeaconNode(
        string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}

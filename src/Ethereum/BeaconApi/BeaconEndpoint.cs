using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>An endpoint of the Beacon API, for those who ask and for those who answer.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with parameters such as <c>{epoch}</c>.</param>
/// <param name="Body">The shape of the request's body.</param>
/// <param name="Answer">The shape of the answer when the request succeeds.</param>
public sealed record BeaconEndpoint<TBody, TAnswer>(
    BeaconMethod Method, string Template, JsonShape<TBody> Body, JsonShape<TAnswer> Answer)
    where TBody : notnull
    where TAnswer : notnull
{
    /// <summary>A request with its parameters put in.</summary>
    /// <param name="body">The body.</param>
    /// <param name="parameters">
    /// Name and value of each parameter; those not in the path become the query.
    /// </param>
    internal BeaconRequest<TAnswer> Request(
        TBody body, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        string path = Template;
        string query = string.Empty;
        foreach ((string name, string value) in parameters)
        {
            string filled = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            query += filled == path ? $"{(query.Length == 0 ? '?' : '&')}{name}={value}" : string.Empty;
            path = filled;
        }

        Invariant.Holds(!path.Contains('{', StringComparison.Ordinal), "A path has all its parameters.");
        return new(Method, path + query, new ByteString(Body.ToUtf8(body)), default, Answer);
    }

    /// <summary>As the other overload, with a body that differs between forks.</summary>
    internal BeaconRequest<TAnswer> Request(TBody body, ForkName version) =>
        Request(body) with { ConsensusVersion = new(version) };
}

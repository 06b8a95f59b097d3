using Microsoft.AspNetCore.Http;
using TrustlessPools.Node.Hosting;

namespace TrustlessPools.Node.Api.Http;

/// <summary>One request to the API.</summary>
/// <param name="Context">HTTP's.</param>
/// <param name="Node">The operator that is asked.</param>
/// <param name="Intake">Where operations go in.</param>
/// <param name="Stopping">Cancelled when the operator stops.</param>
internal sealed record ApiCall(
    HttpContext Context, OperatorNode Node, OfferIntake Intake, CancellationToken Stopping)
{
    /// <summary>A part of the path.</summary>
    internal string Part(string name) => $"{Context.Request.RouteValues[name]}";

    /// <summary>A number in the path, or null.</summary>
    internal uint? Number(string name) => uint.TryParse(
        Part(name),
        System.Globalization.NumberStyles.None,
        System.Globalization.CultureInfo.InvariantCulture,
        out uint number) ? number : null;
}

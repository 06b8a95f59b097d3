using System.Net.Mime;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Node.Api.Http;

/// <summary>One thing that the API answers, with all that its description tells.</summary>
/// <param name="Method">HTTP's.</param>
/// <param name="Path">With the names of its parts in braces.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Answer">Answers; null when it has written its answer itself.</param>
/// <param name="Responses">What comes back, by status.</param>
internal sealed record ApiRoute(
    string Method,
    string Path,
    string Summary,
    Func<ApiCall, Task<ApiAnswer?>> Answer,
    IReadOnlyList<ApiResponse> Responses)
{
    /// <summary>Parts of the path, of the query, and headers.</summary>
    internal IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What a body must look like; none for requests without one. Who sends one needs the token.
    /// </summary>
    internal JsonSchema? Body { get; init; }
}

/// <summary>What can come back.</summary>
internal sealed record ApiResponse(
    int Status, string Description, JsonSchema Schema, string ContentType = MediaTypeNames.Application.Json);

/// <summary>A part of a path, of a query, or a header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Description">For people.</param>
internal sealed record ApiParameter(string Name, string Place, string Description);

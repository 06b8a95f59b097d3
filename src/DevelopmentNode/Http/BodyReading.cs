using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Reads the bodies of requests.</summary>
internal static class BodyReading
{
    /// <summary>Reads a body of JSON, up to the server's limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shape">The body's shape.</param>
    /// <param name="ifEmpty">What is read instead of a body without bytes.</param>
    internal static async Task<Reply<T>> ReadAsync<T>(HttpRequest request, JsonShape<T> shape, byte[] ifEmpty)
        where T : notnull
    {
        if (!IsJson(request.ContentType))
        {
            return new(new BeaconError(
                StatusCodes.Status415UnsupportedMediaType,
                $"The content type is '{request.ContentType}', not {MediaTypeNames.Application.Json}.",
                []));
        }

        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return new(new BeaconError((ulong)e.StatusCode, e.Message, []));
        }

        return Parse(shape, body.Length == 0 ? ifEmpty : body.ToArray());
    }

    /// <summary>The body of a request that has none.</summary>
    internal static Reply<T> None<T>(JsonShape<T> shape)
        where T : notnull => Parse(shape, []);

    private static Reply<T> Parse<T>(JsonShape<T> shape, byte[] body)
        where T : notnull => shape.TryParse(body, out T? value, out string? flaw)
            ? new(value)
            : new(Errors.BadRequest($"Invalid request body: {flaw}"));

    private static bool IsJson(string? contentType) => contentType is null
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase));
}

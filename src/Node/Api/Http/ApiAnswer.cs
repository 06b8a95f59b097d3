using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>An answer of the API, before it is sent.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">All of it.</param>
internal sealed record ApiAnswer(int Status, string ContentType, ByteString Body)
{
    /// <summary>A document.</summary>
    internal static ApiAnswer Of<T>(JsonShape<T> shape, T value, int status = StatusCodes.Status200OK)
        where T : notnull =>
        new(status, MediaTypeNames.Application.Json, new ByteString(shape.ToUtf8(value)));

    /// <summary>A refusal.</summary>
    internal static ApiAnswer Refused(int status, Refusal refusal) =>
        Of(RefusalDocument.Shape, refusal, status);

    /// <summary>What was asked for is not there.</summary>
    internal static ApiAnswer NotThere(string what) =>
        Refused(StatusCodes.Status404NotFound, ApiRefusals.NotThere(what));

    internal async Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await context.Response.Body.WriteAsync(Body.AsSpan().ToArray(), context.RequestAborted);
    }
}

using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Writes replies.</summary>
internal static class ReplyWriting
{
    /// <summary>Writes an answer, or the error instead.</summary>
    internal static Task WriteAsync<T>(HttpContext context, Reply<T> reply, JsonShape<T> shape)
        where T : notnull => reply.Error is BeaconError error
            ? WriteAsync(context, error)
            : WriteAsync(context, StatusCodes.Status200OK, shape.ToUtf8(reply.Content));

    /// <summary>Writes an error.</summary>
    internal static Task WriteAsync(HttpContext context, BeaconError error) =>
        WriteAsync(context, (int)error.Code, BeaconError.Shape.ToUtf8(error));

    private static async Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = body.Length;
        context.Response.ContentType = body.Length > 0 ? MediaTypeNames.Application.Json : null;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

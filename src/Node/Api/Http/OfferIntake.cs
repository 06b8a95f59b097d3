using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>The one way to ask an operator for something: with its token, and an operation.</summary>
/// <remarks>Spec: docs/spec/node.md#requests.</remarks>
internal sealed class OfferIntake(ApiToken token, OfferDesk desk)
{
    private const long BodyMax = OfferDocument.BodyMax;

    private readonly IdempotencyKeys _keys = new();

    /// <summary>Takes a request.</summary>
    internal async Task<ApiAnswer> TakeAsync(ApiCall call)
    {
        HttpRequest request = call.Context.Request;
        if (!token.Admits(request.Headers.Authorization.ToString()))
        {
            return ApiAnswer.Refused(StatusCodes.Status401Unauthorized, ApiRefusals.NotAuthorized());
        }

        if (await ReadAsync(call.Context) is not { } body)
        {
            return ApiAnswer.Refused(
                StatusCodes.Status413PayloadTooLarge, ApiRefusals.BodyTooLarge(BodyMax));
        }

        if (!request.Headers.TryGetValue("Idempotency-Key", out var header))
        {
            return await OfferAsync(body);
        }

        string key = header.ToString();
        return IdempotencyKeys.FlawOf(key) is { } flaw
            ? ApiAnswer.Refused(StatusCodes.Status400BadRequest, flaw)
            : await _keys.OnceAsync(key, Hash32.Sha256(body), () => OfferAsync(body));
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyMax;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            context.Response.Headers.Connection = default;
            return body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private async Task<ApiAnswer> OfferAsync(byte[] body)
    {
        if (!OfferDocument.BodyShape.TryParse(body, out ByteString bytes, out string? flaw))
        {
            return ApiAnswer.Refused(
                StatusCodes.Status400BadRequest, ApiRefusals.MalformedBody(flaw));
        }

        if (!Operation.Ssz.TryRead(bytes.AsSpan(), out Operation? operation))
        {
            return ApiAnswer.Refused(
                StatusCodes.Status400BadRequest,
                ApiRefusals.MalformedBody($"{bytes.Length} bytes that are no operation"));
        }

        try
        {
            return await desk.OfferAsync(operation) is { } refusal
                ? ApiAnswer.Refused(StatusOf(refusal), refusal)
                : ApiAnswer.Of(
                    OfferDocument.Shape,
                    OfferDocument.Waiting(OfferedOperations.RootOf(operation)),
                    StatusCodes.Status202Accepted);
        }
        catch (TimeoutException)
        {
            return ApiAnswer.Refused(
                StatusCodes.Status503ServiceUnavailable, ApiRefusals.TooBusy());
        }
    }

    private static int StatusOf(Refusal refusal) =>
        refusal.Reason == "TooManyOffers"
        ? StatusCodes.Status429TooManyRequests
        : StatusCodes.Status422UnprocessableEntity;
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>Every reason for which the local API itself refuses a request.</summary>
internal static class ApiRefusals
{
    internal static Refusal NotAuthorized() => new(
        "NotAuthorized",
        "a request without the operator's token",
        "a header 'Authorization: Bearer …' with what the file api.token in the operator's folder holds");

    internal static Refusal MalformedBody(string flaw) => new(
        "MalformedBody", flaw, """{"operation": "0x…"}, the SSZ of an operation of the pool chain""");

    internal static Refusal BodyTooLarge(long permitted) =>
        new("BodyTooLarge", "a longer body", $"at most {permitted} bytes");

    internal static Refusal BadIdempotencyKey(int length) => new(
        "BadIdempotencyKey", $"{length} characters", "1 to 128 printable characters of ASCII");

    internal static Refusal IdempotencyKeyReused(string key) => new(
        "IdempotencyKeyReused", $"another body with key '{key}'", "the body that the key came with first");

    internal static Refusal NotThere(string what) => new("NotThere", what, "what the lists of this API name");

    internal static Refusal MalformedQuery(string supplied, string permitted) =>
        new("MalformedQuery", supplied, permitted);

    internal static Refusal TooBusy() => new(
        "TooBusy", "a request while the operator is busy", "the same request again, in a moment");
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>What a request or an answer without a body holds.</summary>
public readonly record struct Nothing
{
    /// <summary>No bytes when written; whatever is there is left unread.</summary>
    public static JsonShape<Nothing> Shape { get; } = new EmptyShape();

    private sealed class EmptyShape : JsonShape<Nothing>
    {
        public override void Write(Utf8JsonWriter writer, Nothing value) => writer.WriteNullValue();

        public override Nothing Read(JsonElement element) => default;

        public override bool TryParse(
            ReadOnlyMemory<byte> utf8, out Nothing value, [NotNullWhen(false)] out string? flaw)
        {
            value = default;
            flaw = null;
            return true;
        }

        public override byte[] ToUtf8(Nothing value, bool indented = false) => [];
    }
}

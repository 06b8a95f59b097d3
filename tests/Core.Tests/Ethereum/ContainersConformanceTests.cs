using System.Text.Json;
using TrustlessPools.Ethereum;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>
/// The consensus specification's ssz_static cases of phase0, every one; a type we lack fails.
/// </summary>
public sealed class ContainersConformanceTests
{
    [Fact]
    public void Containers_match_the_specification() => VectorSuite.Open("consensus-specs-phase0")
        .EachCase("ssz_static.json", static file => file.GetProperty("cases").EnumerateArray(), (_, c) =>
        {
            string name = c.GetProperty("type").GetString()!;
            string? config = c.GetProperty("preset").GetString();
            Preset preset = config == Preset.Minimal.Name ? Preset.Minimal : Preset.Mainnet;
            Type record = ContainerSchemas.RecordOf(name, isPhase0: true);
            ContainerSchemas.Call(this, nameof(Check), record, preset, c);
        })
        .Finish();

    private void Check<T>(SszType<T> schema, JsonElement c)
        where T : notnull
    {
        byte[] serialized = Hex.Parse(c.GetProperty("serialized").GetString()!);
        Assert.True(schema.TryRead(serialized, out T? value), "The bytes are refused.");
        Assert.Equal(serialized, schema.Serialize(value));
        string? root = c.GetProperty("roots").GetProperty("root").GetString();
        Assert.Equal(root, schema.HashTreeRoot(value).ToString());

        JsonElement json = c.GetProperty("value");
        Assert.Equal(value, schema.ReadJson(json));
        using JsonDocument written = JsonDocument.Parse(schema.ToJson(value));
        Assert.Equal(Text(json), Text(written.RootElement));
        Assert.Equal(value, schema.ReadJson(written.RootElement));
    }

    /// <summary>JSON with its numbers quoted, as the Beacon API has them and the cases have not.</summary>
    private static string Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', json.EnumerateObject().Select(Text))}}}",
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Text))}]",
        JsonValueKind.Number => $"\"{json.GetRawText()}\"",
        _ => json.GetRawText(),
    };

    private static string Text(JsonProperty property) => $"\"{property.Name}\":{Text(property.Value)}";
}

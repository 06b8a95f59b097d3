using System.Text.Json;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>Lodestar's own client of the Beacon API understands every answer.</summary>
/// <remarks>
/// It decodes answers by its own types, refuses what lacks a member, and has its own names for them.
/// </remarks>
public sealed class LodestarClientTests
{
    private static readonly NpmScripts Scripts = new("tests/DevelopmentNode.Tests/lodestar-client");

    private static readonly Epoch Epoch = new(6);

    [Fact]
    public async Task Everything_that_an_attesting_client_asks_is_answered_as_it_expects()
    {
        string folder = Scripts.Folder;
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        SingleAttestation forged = vote with { Signature = new TestKey(99).Sign(default).ToBytes() };
        string questions = Path.Combine(folder, $"questions.{Environment.ProcessId}.json");
        File.WriteAllText(questions, QuestionsOf(vote, forged));
        Scripts.Run(
            $"LODESTAR_PRESET=minimal node client.mjs {run.Node.Url} '{questions}' > '{questions}.out'");
        string[] lines = File.ReadAllLines($"{questions}.out");
        File.Delete(questions);
        File.Delete($"{questions}.out");

        Dictionary<string, (string Status, string Value)> answers = lines
            .Select(static line => line.Split(' ', 3))
            .ToDictionary(static parts => parts[0], static parts => (parts[1], parts[2]));
        string[] refused = ["submitForgedAttestation", "getUnknownState"];
        Assert.All(
            answers.Where(a => !refused.Contains(a.Key)),
            static a => Assert.True(a.Value.Status == "200", $"{a}"));
        Assert.Equal(29, answers.Count);
        Assert.Equal("400", answers["submitForgedAttestation"].Status);
        Assert.Contains(
            "BadSignature { Validator = 14",
            answers["submitForgedAttestation"].Value,
            StringComparison.Ordinal);
        Assert.Equal("404", answers["getUnknownState"].Status);
        AssertValues(run, answers.ToDictionary(static a => a.Key, static a => a.Value.Value));
        Assert.Contains(vote.Signature.ToString(), answers["eventstream"].Value, StringComparison.Ordinal);
    }

    private static void AssertValues(NodeRun run, Dictionary<string, string> values)
    {
        string root = run.Chain.Head().Root.ToString();
        Assert.Equal(
            run.Chain.State.GenesisValidatorsRoot.ToString(), Text("getGenesis", "genesisValidatorsRoot"));
        Assert.Equal(root, Text("getBlockRoot", "root"));
        Assert.Equal(root, Text("getBlockHeader", "root"));
        Assert.Equal(root, Text("produceAttestationData", "beaconBlockRoot"));
        Assert.Null(Randao.TryGet(run.Chain.State, Epoch - 1, out Hash32 mix));
        Assert.Equal(mix.ToString(), Text("getStateRandao", "randao"));
        Assert.Equal(8, Root("getEpochCommittees").GetArrayLength());
        Assert.Equal(2, Root("getStateValidators").GetArrayLength());
        Assert.Equal(Own, Root("getAttesterDuties")[0].GetProperty("validatorIndex").GetInt32());
        Assert.Equal(8, Root("getProposerDutiesV2").GetArrayLength());
        Assert.Null(Liveness.TryGet(run.Chain.State, Epoch, new(3), out bool isLive));
        Assert.Equal(isLive, Root("getLiveness")[1].GetProperty("isLive").GetBoolean());
        JsonElement rewards = Root("getAttestationsRewards").GetProperty("totalRewards")[0];
        Assert.Null(VoteRewards.TryGet(run.Chain, Epoch - 2, out AttestationRewards? expected));
        Assert.Equal(expected!.Total[3].Parts.Target.Value, rewards.GetProperty("target").GetInt64());

        JsonElement Root(string call) => JsonDocument.Parse(values[call]).RootElement;
        string Text(string call, string name) => Root(call).GetProperty(name).GetString()!;
    }

    private static string QuestionsOf(SingleAttestation vote, SingleAttestation forged)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", Epoch.Value);
            writer.WriteNumber("slot", vote.Data.Slot.Value);
            writer.WriteNumber("rewardsEpoch", Epoch.Value - 2);
            writer.WriteNumber("index", Own);
            writer.WriteString("pubkey", new TestKey(Own).PublicKey.ToString());
            writer.WritePropertyName("vote");
            SingleAttestation.Ssz.WriteJson(writer, vote);
            writer.WritePropertyName("forged");
            SingleAttestation.Ssz.WriteJson(writer, forged);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}

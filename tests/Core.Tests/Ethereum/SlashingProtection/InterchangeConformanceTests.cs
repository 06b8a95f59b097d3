using System.Globalization;
using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>The published cases of EIP-3076, every step of every one, for the minimal strategy.</summary>
public sealed class InterchangeConformanceTests
{
    [Fact]
    public void Follows_every_case_of_the_interchange_tests() =>
        VectorSuite.Open("eip3076-slashing-interchange/tests/generated").EachFile("*.json", static c =>
        {
            var store = new Dictionary<G1Bytes, SigningHistory>();
            Hash32 chain = Root(c, "genesis_validators_root");
            int number = 0;
            foreach (JsonElement step in c.GetProperty("steps").EnumerateArray())
            {
                RunStep(step, chain, store, $"step {number++}");
            }
        })
        .Finish();

    [Fact]
    public void Imports_exactly_the_files_that_the_schema_of_the_EIP_accepts()
    {
        JsonElement schema = default;
        VectorSuite.Open("eip3076-slashing-interchange")
            .EachFile("schema.json", s => schema = s.Clone())
            .Finish();
        VectorSuite.Open("eip3076-slashing-interchange/web3signer-malformed").EachFile("*.json", file =>
        {
            var chain = Hash32.Parse("0x04700007fabc8282644aed6d1c7c9e21d38a03a0c4ba193f3afe428824b3a673");
            InterchangeReading reading = Interchange.Read(file.GetRawText(), chain);
            if (!InterchangeSchema.Accepts(schema, file))
            {
                InterchangeRefusal reason = Assert.IsType<InterchangeReading.Refused>(reading).Reason;
                Assert.IsType<MalformedInterchange>(reason);
                return;
            }

            Interchange interchange = Assert.IsType<InterchangeReading.Accepted>(reading).Interchange;
            Assert.All(interchange.Validators, validator => AssertHighest(file, validator));
        })
        .Finish();
    }

    private static void RunStep(
        JsonElement step, Hash32 chain, Dictionary<G1Bytes, SigningHistory> store, string name)
    {
        InterchangeReading reading = Interchange.Read(step.GetProperty("interchange").GetRawText(), chain);
        bool succeeds = step.GetProperty("should_succeed").GetBoolean();
        Assert.True(succeeds == reading is InterchangeReading.Accepted, $"{name}: {reading}");
        if (reading is InterchangeReading.Accepted accepted)
        {
            foreach (ValidatorHistory validator in accepted.Interchange.Validators)
            {
                store[validator.PublicKey] = HistoryOf(store, validator.PublicKey).Merge(validator.History);
            }
        }

        foreach (JsonElement block in step.GetProperty("blocks").EnumerateArray())
        {
            Check(block, store, name, h => h.Ask(Signables.Block(Number(block, "slot")), SigningRoot(block)));
        }

        foreach (JsonElement vote in step.GetProperty("attestations").EnumerateArray())
        {
            ulong source = Number(vote, "source_epoch");
            ulong target = Number(vote, "target_epoch");
            Check(vote, store, name, h => h.Ask(Signables.Vote(source, target), SigningRoot(vote)));
        }
    }

    private static void Check(
        JsonElement message,
        Dictionary<G1Bytes, SigningHistory> store,
        string step,
        Func<SigningHistory, (Decision Decision, SigningHistory Next)> ask)
    {
        G1Bytes key = G1Bytes.Parse(message.GetProperty("pubkey").GetString()!);
        (Decision decision, store[key]) = ask(HistoryOf(store, key));
        Assert.True(
            message.GetProperty("should_succeed").GetBoolean() == decision.MaySign,
            $"{step}: {decision} of {message}");
    }

    private static void AssertHighest(JsonElement file, ValidatorHistory validator)
    {
        JsonElement[] entries =
        [
            .. file.GetProperty("data").EnumerateArray()
                .Where(e => G1Bytes.Parse(e.GetProperty("pubkey").GetString()!) == validator.PublicKey),
        ];
        Assert.NotEmpty(entries);
        SigningHistory history = validator.History;
        Assert.Equal(
            Highest(entries, "signed_blocks", "slot"),
            history.Block.TryGet(out BlockWatermark? block) ? block.Slot.Value : null);
        Assert.Equal(
            Highest(entries, "signed_attestations", "source_epoch"),
            history.Attestation.TryGet(out AttestationWatermark? vote) ? vote.Source.Value : null);
        Assert.Equal(Highest(entries, "signed_attestations", "target_epoch"), vote?.Target.Value);
    }

    private static ulong? Highest(JsonElement[] entries, string list, string name) => entries
        .SelectMany(e => e.GetProperty(list).EnumerateArray())
        .Max(m => (ulong?)Number(m, name));

    private static SigningHistory HistoryOf(Dictionary<G1Bytes, SigningHistory> store, G1Bytes key) =>
        store.GetValueOrDefault(key, SigningHistory.Empty);

    /// <summary>A message of which the case names no root is one that was never signed.</summary>
    private static Hash32 SigningRoot(JsonElement message) =>
        message.TryGetProperty("signing_root", out _) ? Root(message, "signing_root") : Signables.RootA;

    private static Hash32 Root(JsonElement parent, string name) =>
        Hash32.Parse(parent.GetProperty(name).GetString()!);

    private static ulong Number(JsonElement parent, string name) =>
        ulong.Parse(parent.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}

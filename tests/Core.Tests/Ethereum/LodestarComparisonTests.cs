using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>Another implementation has the same bytes, roots, JSON and domains.</summary>
public sealed class LodestarComparisonTests
{
    private const int ValuesEach = 1000;

    [Theory]
    [InlineData("minimal")]
    [InlineData("mainnet")]
    public void Containers_of_Electra_and_Fulu_are_the_same(string preset) =>
        Compare(preset, "electra,fulu", isPhase0: false);

    [Theory]
    [InlineData("minimal")]
    [InlineData("mainnet")]
    public void Containers_of_phase0_are_the_same(string preset) => Compare(preset, "phase0", isPhase0: true);

    [Fact]
    public void Forks_and_domains_of_all_networks_are_the_same()
    {
        string[] networks = Lodestar.Run("domains.mjs", Preset.Mainnet.Name, []);
        Assert.NotEmpty(networks);
        foreach (string line in networks)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement network = document.RootElement;
            Spec spec = Spec.Shape.Read(network.GetProperty("spec"));
            Assert.True(ChainParameters.TryRead(spec, out ChainParameters? chain, out string? flaw), flaw);
            var root = Hash32.Parse(network.GetProperty("genesisValidatorsRoot").GetString()!);
            CompareDomains(network, chain.Forks, root);
            if (network.GetProperty("network").GetString() == Preset.Mainnet.Name)
            {
                Assert.Equal(ForkSchedule.Mainnet, chain.Forks);
                Assert.Equal(Duration.FromSeconds(12), chain.SlotLength);
            }
        }
    }

    private static void CompareDomains(JsonElement network, ForkSchedule forks, Hash32 root)
    {
        var compared = new HashSet<DomainType>();
        foreach (JsonElement domain in network.GetProperty("domains").EnumerateArray())
        {
            // There are types of later forks, too.
            var type = (DomainType)Convert.ToInt32(domain.GetProperty("type").GetString(), 16);
            if (Enum.IsDefined(type) && type.IsOfDuty())
            {
                Domain ours = forks.DomainAt(type, Epoch(domain, "epoch"), root);
                Assert.Equal(domain.GetProperty("domain").GetString(), ours.ToString());
                compared.Add(type);
            }
        }

        Assert.Equal(Enum.GetValues<DomainType>().Where(static t => t.IsOfDuty()).ToHashSet(), compared);

        foreach (JsonElement exit in network.GetProperty("exits").EnumerateArray())
        {
            Domain ours = forks.VoluntaryExitDomain(
                new(Epoch(exit, "epoch"), new ValidatorIndex(0)), current: Epoch(exit, "current"), root);
            Assert.Equal(exit.GetProperty("domain").GetString(), ours.ToString());
        }
    }

    private static Epoch Epoch(JsonElement parent, string name) =>
        new(ulong.Parse(parent.GetProperty(name).GetString()!, CultureInfo.InvariantCulture));

    private void Compare(string presetName, string forks, bool isPhase0)
    {
        Preset preset = presetName == Preset.Minimal.Name ? Preset.Minimal : Preset.Mainnet;
        var questions = new List<string>();
        var expected = new List<string>();
        foreach (string name in ContainerSchemas.Names(isPhase0))
        {
            Type record = ContainerSchemas.RecordOf(name, isPhase0);
            ContainerSchemas.Call(
                this, nameof(AddValues), record, preset, preset, $"{forks} {name}", questions, expected);
        }

        string[] answers = Lodestar.Run("containers.mjs", presetName, questions);
        Assert.Equal(expected.Count, answers.Length);
        for (int i = 0; i < answers.Length; i++)
        {
            Assert.True(
                expected[i] == answers[i],
                $"{questions[i]}\nours:   {expected[i]}\ntheirs: {answers[i]}");
        }
    }

    private void AddValues<T>(
        SszType<T> schema, Preset preset, string question, List<string> questions, List<string> expected)
        where T : notnull
    {
        // A stream for each container, so that a further container changes no value of the others.
        byte[] name = Hash32.Sha256(Encoding.UTF8.GetBytes(question)).ToArray();
        ulong stream = BinaryPrimitives.ReadUInt64LittleEndian(name);
        var containers = new RandomContainers(new SeededGenerator(seed: 1, stream), preset);
        for (int i = 0; i < ValuesEach; i++)
        {
            var value = (T)containers.Next(typeof(T));
            string serialization = Convert.ToHexStringLower(schema.Serialize(value));
            questions.Add($"{question} {serialization}");
            string root = schema.HashTreeRoot(value).ToString()[2..];
            expected.Add($"{serialization} {root} {schema.ToJson(value)}");
        }
    }
}

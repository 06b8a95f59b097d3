using System.Globalization;
using System.Text.Json;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconProofs;

/// <summary>
/// Another implementation's states of Electra and Fulu, whole, are proved as that implementation proves them.
/// </summary>
public sealed class LodestarProofTests
{
    private const ulong Seed = 1;
    private const int StatesEach = 12;

    [Theory]
    [InlineData("minimal", "electra")]
    [InlineData("minimal", "fulu")]
    [InlineData("mainnet", "electra")]
    [InlineData("mainnet", "fulu")]
    public void Proofs_are_the_same(string preset, string fork)
    {
        var random = new SeededGenerator(Seed);
        States[] states = [.. Enumerable.Range(0, StatesEach).Select(_ => States.Random(random))];
        string[] answers = Lodestar.Run("proofs.mjs", preset, states.Select(s => s.Question(fork)));
        Assert.Equal(states.Length, answers.Length);
        for (int i = 0; i < answers.Length; i++)
        {
            using JsonDocument answer = JsonDocument.Parse(answers[i]);
            Compare(answer.RootElement, states[i], $"Seed {Seed}, state {i}");
        }
    }

    private static void Compare(JsonElement answer, States ours, string about)
    {
        var root = Hash32.Parse(answer.GetProperty("blockRoot").GetString()!);
        ValidatorProof theirs = ValidatorProof.Ssz.ReadJson(answer.GetProperty("proof"));
        Refusal? flaw = theirs.Flaw(root);
        Assert.True(flaw is null, $"{about}: {flaw}");

        Hash32[] fields = [.. TextsOf(answer, "fields").Select(static f => Hash32.Parse(f))];
        Array.Resize(ref fields, BeaconStateTree.FieldCount);
        ValidatorProof proof = new ProvableState(
            theirs.Header,
            [.. fields],
            BeaconStateTree.Validators.From(ours.Validators),
            BeaconStateTree.Balances.From(ours.Balances)).Prove(new((ulong)ours.Index));
        Assert.True(theirs == proof, $"{about}\nours:   {proof}\ntheirs: {theirs}");

        string[] names = [.. TextsOf(answer, "names")];
        Assert.InRange(names.Length, BeaconStateTree.FieldCount - 1, BeaconStateTree.FieldCount);
        Assert.Equal(Enumerable.Range(0, names.Length), names.Select(BeaconStateTree.PositionOf));
    }

    private static IEnumerable<string> TextsOf(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(static e => e.GetString()!);

    /// <summary>What is asked for of a state.</summary>
    private sealed record States(Validator[] Validators, Gwei[] Balances, int Index)
    {
        internal static States Random(SeededGenerator random)
        {
            var containers = new RandomContainers(random, Preset.Mainnet);
            int count = 1 + random.NextBelow(40);
            return new(
                [.. Enumerable.Range(0, count).Select(_ => (Validator)containers.Next(typeof(Validator)))],
                [.. Enumerable.Range(0, count).Select(_ => new Gwei(random.NextUInt64() >> 12))],
                random.NextBelow(count));
        }

        internal string Question(string fork)
        {
            string validators = string.Concat(
                Validators.Select(static v => Convert.ToHexStringLower(Validator.Ssz.Serialize(v))));
            string balances = string.Concat(
                Balances.Select(static b => Convert.ToHexStringLower(SszTypes.Gwei.Serialize(b))));
            return string.Create(CultureInfo.InvariantCulture, $"{fork} {validators} {balances} {Index}");
        }
    }
}

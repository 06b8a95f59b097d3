using System.Text.Json;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;
using AttesterSlashing = TrustlessPools.Ethereum.Containers.Phase0.AttesterSlashing;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>The specification's slashings: of the two messages of a valid one, one is signed.</summary>
public sealed class SlashingsConformanceTests
{
    [Fact]
    public void Whoever_asks_here_first_cannot_be_slashed() => VectorSuite.Open("consensus-specs-phase0")
        .EachCase("slashing_operations.json", Cases, static (_, c) =>
        {
            bool isValid = c.GetProperty("valid").GetBoolean();
            JsonElement value = c.GetProperty("value");
            switch (c.GetProperty("kind").GetString())
            {
                case "attester_slashing":
                    AttesterSlashing attester = AttesterSlashing.Ssz.ReadJson(value);
                    AssertOneOnly(isValid, attester.Attestation1.Data, attester.Attestation2.Data);
                    break;
                case "proposer_slashing":
                    ProposerSlashing proposer = ProposerSlashing.Ssz.ReadJson(value);
                    AssertOneOnly(isValid, proposer.SignedHeader1.Message, proposer.SignedHeader2.Message);
                    break;
                default:
                    Assert.Fail("The case is of an unknown kind.");
                    break;
            }
        })
        .Finish();

    private static IEnumerable<JsonElement> Cases(JsonElement file) =>
        file.GetProperty("cases").EnumerateArray();

    private static void AssertOneOnly(bool isValid, AttestationData first, AttestationData second)
    {
        Hash32 firstRoot = AttestationData.Ssz.HashTreeRoot(first);
        Hash32 secondRoot = AttestationData.Ssz.HashTreeRoot(second);
        (Decision decision, SigningHistory next) = SigningHistory.Empty.Ask(first, firstRoot);
        (Decision reverse, SigningHistory other) = SigningHistory.Empty.Ask(second, secondRoot);
        Assert.True(!isValid || (decision.MaySign && reverse.MaySign));
        Assert.False(isValid && next.Ask(second, secondRoot).Decision.MaySign);
        Assert.False(isValid && other.Ask(first, firstRoot).Decision.MaySign);
    }

    private static void AssertOneOnly(bool isValid, BeaconBlockHeader first, BeaconBlockHeader second)
    {
        Hash32 firstRoot = BeaconBlockHeader.Ssz.HashTreeRoot(first);
        Hash32 secondRoot = BeaconBlockHeader.Ssz.HashTreeRoot(second);
        SigningHistory next = SigningHistory.Empty.Sign(first, firstRoot);
        SigningHistory other = SigningHistory.Empty.Sign(second, secondRoot);
        Assert.False(isValid && next.Ask(second, secondRoot).Decision.MaySign);
        Assert.False(isValid && other.Ask(first, firstRoot).Decision.MaySign);
    }
}

using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Keystores;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum.Keystores;

/// <summary>The published keystores of EIP-2335, every one.</summary>
public sealed class KeystoresConformanceTests
{
    // What the EIP's own test cases use; a file that uses something else says so.
    private const string Password = "𝔱𝔢𝔰𝔱𝔭𝔞𝔰𝔰𝔴𝔬𝔯𝔡🔑";
    private const string Secret = "0x000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";

    [Fact]
    public void Good_keystores_give_their_secret() =>
        VectorSuite.Open("eip2335-keystores/positive").EachFile("*.json", static file =>
        {
            KeystoreReading reading = Keystore.Read(file.GetRawText());
            Keystore keystore = Assert.IsType<KeystoreReading.Accepted>(reading).Keystore;
            KeystoreOpening opening = keystore.Open(Text(file, "password", Password));
            using SecretScalar secret = Assert.IsType<KeystoreOpening.Opened>(opening).Secret;
            var bytes = new byte[SecretScalar.Size];
            secret.CopyTo(bytes);
            Assert.Equal(Text(file, "secret", Secret), Hex.Format(bytes));
            Assert.Equal(reading, Keystore.Read(keystore.ToText()));
        })
        .Finish();

    [Fact]
    public void Bad_keystores_are_refused() =>
        VectorSuite.Open("eip2335-keystores/negative").EachFile("*.json", static file =>
        {
            KeystoreReading reading = Keystore.Read(file.GetRawText());
            Assert.True(
                reading is not KeystoreReading.Accepted accepted
                    || accepted.Keystore.Open(Text(file, "password", Password)) is KeystoreOpening.Refused,
                "The keystore was opened.");
        })
        .Finish();

    private static string Text(JsonElement file, string name, string otherwise) =>
        file.TryGetProperty(name, out JsonElement value) ? value.GetString()! : otherwise;
}

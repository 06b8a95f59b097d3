using System.Security.Cryptography;
using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Hashing;

public sealed class Sha256Tests
{
    /// <summary>The examples of FIPS 180-4, as NIST publishes them.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Hashes_as_the_standard_shows(string message, string digest)
    {
        var computed = new byte[Sha256.Size];
        Sha256.Hash(System.Text.Encoding.ASCII.GetBytes(message), computed);
        Assert.Equal(digest, Convert.ToHexStringLower(computed));
    }

    /// <summary>Short and long messages take two ways into the library.</summary>
    [Fact]
    public void Hashes_every_length_as_the_base_library_does()
    {
        var random = new SeededGenerator(1);
        var digest = new byte[Sha256.Size];
        foreach (int length in (int[])[.. Enumerable.Range(0, 200), 1023, 1024, 1025, 100_000])
        {
            var message = new byte[length];
            random.Fill(message);
            Sha256.Hash(message, digest);
            Assert.Equal(SHA256.HashData(message), digest);
        }
    }

    [Fact]
    public void A_digest_may_overwrite_its_message()
    {
        var pair = new byte[64];
        byte[] expected = SHA256.HashData(pair);
        Sha256.Hash(pair, pair.AsSpan(0, Sha256.Size));
        Assert.Equal(expected, pair[..Sha256.Size]);
    }

    [Fact]
    public void A_digest_without_room_is_an_error() =>
        Assert.Throws<ArgumentException>(static () => Sha256.Hash([1], new byte[Sha256.Size - 1]));
}

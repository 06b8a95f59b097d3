using System.Text;
using TrustlessPools.Cryptography.Passwords;

namespace TrustlessPools.Core.Tests.Cryptography;

public sealed class ScryptTests
{
    /// <summary>RFC 7914, section 12, but for the fourth vector, which takes a GiB of memory.</summary>
    [Theory]
    [InlineData("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442")]
    [InlineData(
        "password",
        "NaCl",
        1024,
        8,
        16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")]
    [InlineData(
        "pleaseletmein",
        "SodiumChloride",
        16384,
        8,
        1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")]
    public void Derives_the_keys_of_the_RFC(
        string password, string salt, ulong n, ulong r, ulong p, string expected)
    {
        var key = new byte[32];
        ScryptOutcome outcome = Scrypt.Derive(
            Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), new(N: n, R: r, P: p), key);
        Assert.Equal(ScryptOutcome.Derived, outcome);
        Assert.Equal(expected, Convert.ToHexStringLower(key));
    }

    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(1, 8, 1)]
    [InlineData(1023, 8, 1)]
    [InlineData(1024, 0, 1)]
    [InlineData(1024, 8, 0)]
    [InlineData(1024, 8, 17)]
    [InlineData(2097152, 8, 1)]
    [InlineData(9223372036854775808, ulong.MaxValue, 1)]
    public void Refuses_a_cost_that_is_none_or_too_much(ulong n, ulong r, ulong p)
    {
        byte[] key = [.. Enumerable.Repeat((byte)0xff, 32)];
        Assert.Equal(ScryptOutcome.CostRefused, Scrypt.Derive([], [], new(N: n, R: r, P: p), key));
        Assert.All(key, static b => Assert.Equal(0, b));
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Cryptography.Passwords;
using TrustlessPools.Ethereum.Keystores;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.Keystores;

public sealed class KeystoreTests
{
    private const string Password = "correct horse";

    private static readonly byte[] Random =
        [.. Enumerable.Range(1, Keystore.RandomSize).Select(static i => (byte)i)];

    private static readonly Keystore Sealed = Seal();

    [Fact]
    public void What_is_sealed_is_opened_with_its_password_only()
    {
        using SecretScalar secret = Assert.IsType<KeystoreOpening.Opened>(Sealed.Open(Password)).Secret;
        Assert.Equal(Sealed.PublicKey.Value, secret.ToPublicPoint().ToBytes());
        Assert.Equal(new KeystoreOpening.Refused(new WrongPassword()), Sealed.Open("correct Horse"));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        Assert.Equal(new KeystoreReading.Accepted(Sealed), Keystore.Read(Sealed.ToText(indented: true)));
        Keystore bare = Sealed with { PublicKey = default, Description = default };
        Assert.Equal(new KeystoreReading.Accepted(bare), Keystore.Read(bare.ToText()));
    }

    [Fact]
    public void A_keystore_is_sealed_as_the_EIP_says()
    {
        Assert.Equal(new KeyDerivation.Pbkdf2(new(Random[..32]), 262144), Sealed.Derivation);
        Assert.Equal(new ByteString(Random[32..48]), Sealed.InitializationVector);
        Assert.Equal("31323334-3536-4738-b93a-3b3c3d3e3f40", Sealed.Uuid);
        Assert.Equal("share", Sealed.Description.Value);
        Assert.Equal(string.Empty, Sealed.Path);
    }

    [Fact]
    public void Nothing_of_an_opened_secret_is_left_when_it_is_disposed()
    {
        SecretScalar secret = Assert.IsType<KeystoreOpening.Opened>(Sealed.Open(Password)).Secret;
        var bytes = new byte[SecretScalar.Size];
        secret.CopyTo(bytes);
        Array.Reverse(bytes);
        Assert.True(SecretMemory.Contains(bytes), "The scalar is little-endian where it is kept.");
        secret.Dispose();
        Assert.False(SecretMemory.Contains(bytes));
    }

    [Theory]
    [InlineData("", "The input does not contain any JSON tokens.")]
    [InlineData("{}", "The member 'crypto' is missing.")]
    [InlineData("\"path\":\"\",", "The member 'path' is missing.")]
    [InlineData("\"c\":262144,", "kdf: params: a parameter of the function is missing.")]
    [InlineData("2122232425262728292a2b2c2d2e2f30", "cipher: params: iv: Expected 16 bytes, found 0.")]
    [InlineData("\"dklen\":32,", "crypto: kdf: params: The member 'dklen' is missing.")]
    public void A_file_that_lacks_something_is_refused(string removed, string flaw)
    {
        string text = removed is "" or "{}" ? removed : Without(removed);
        KeystoreReading reading = Keystore.Read(text);
        var malformed = (MalformedKeystore)Assert.IsType<KeystoreReading.Refused>(reading).Reason;
        Assert.StartsWith(flaw, malformed.Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_the_EIP_has_not_is_refused()
    {
        AssertFunctionRefused("kdf", "pbkdf2", "argon2", permitted: "pbkdf2, scrypt");
        AssertFunctionRefused("prf", "hmac-sha256", "hmac-sha512", permitted: "hmac-sha256");
        AssertFunctionRefused("checksum", "sha256", "sha512", permitted: "sha256");
        AssertFunctionRefused("cipher", "aes-128-ctr", "aes-256-ctr", permitted: "aes-128-ctr");
    }

    [Fact]
    public void Another_version_and_another_length_of_key_are_refused()
    {
        var length = new UnsupportedKeyLength(Supplied: 64, Permitted: 32);
        var version = new UnsupportedKeystoreVersion(Supplied: 3, Permitted: 4);
        AssertRefused("\"dklen\":32", "\"dklen\":64", length);
        AssertRefused("\"version\":4", "\"version\":3", version);
    }

    [Fact]
    public void A_cost_that_is_none_or_too_much_is_refused()
    {
        foreach (ulong iterations in (ulong[])[0, KeyDerivation.Pbkdf2.IterationsMax + 1])
        {
            AssertCostRefused(new KeyDerivation.Pbkdf2(new(Random[..32]), iterations));
        }

        AssertCostRefused(new KeyDerivation.Scrypt(new(Random[..32]), new ScryptCost(N: 1000, R: 8, P: 1)));
    }

    [Fact]
    public void A_keystore_that_names_another_key_is_refused()
    {
        G1Bytes other = G1Point.Generator.ToBytes();
        Keystore renamed = Sealed with { PublicKey = new(other) };
        var refusal = new OtherPublicKey(Supplied: Sealed.PublicKey.Value, Permitted: other);
        Assert.Equal(new KeystoreOpening.Refused(refusal), renamed.Open(Password));
    }

    [Fact]
    public void A_damaged_keystore_is_refused()
    {
        byte[] damaged = Sealed.Sealed.ToArray();
        damaged[31] ^= 1;
        Assert.Equal(
            new KeystoreOpening.Refused(new WrongPassword()),
            (Sealed with { Sealed = new ByteString(damaged) }).Open(Password));
    }

    [Theory]
    [InlineData("password\u0000\u001f", "password\u007f\u0080\u009f")]
    [InlineData("ﬁle", "file")]
    [InlineData("é", "e\u0301")]
    public void Passwords_that_look_the_same_are_the_same(string password, string other) =>
        Assert.Equal(PasswordBytes(password), PasswordBytes(other));

    [Fact]
    public void A_space_is_part_of_a_password() =>
        Assert.Equal(" a b\u00a1"u8.ToArray(), PasswordBytes(" a b\u00a1"));

    private static byte[] PasswordBytes(string password) =>
        TrustlessPools.Ethereum.Keystores.Password.ToBytes(password);

    private static Keystore Seal()
    {
        using var secret = SecretScalar.From(Scalar.From(0x1234567890abcdef));
        return Keystore.Seal(secret, Password, Random, description: "share", path: string.Empty);
    }

    private static string Without(string part)
    {
        string text = Sealed.ToText();
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, string.Empty, StringComparison.Ordinal);
    }

    private static void AssertFunctionRefused(string part, string known, string other, string permitted) =>
        AssertRefused(
            $"\"{known}\"",
            $"\"{other}\"",
            new UnsupportedFunction(Part: part, Supplied: other, Permitted: permitted));

    private static void AssertRefused(string part, string replacement, KeystoreRefusal expected)
    {
        string text = Sealed.ToText();
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(
            new KeystoreReading.Refused(expected),
            Keystore.Read(text.Replace(part, replacement, StringComparison.Ordinal)));
    }

    private static void AssertCostRefused(KeyDerivation derivation)
    {
        Keystore costly = Sealed with { Derivation = derivation };
        Assert.Equal(new KeystoreReading.Accepted(costly), Keystore.Read(costly.ToText()));
        Assert.Equal(
            new KeystoreOpening.Refused(new DerivationCostRefused(derivation)), costly.Open(Password));
    }
}

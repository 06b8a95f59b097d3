using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>A keystore as it is written (EIP-2335, section "JSON schema").</summary>
internal sealed record KeystoreFile(
    KeystoreFile.Sections Crypto,
    Optional<string> Description,
    Optional<string> PublicKey,
    string Path,
    string Uuid,
    ulong Version)
{
    public static JsonShape<KeystoreFile> Shape { get; } = JsonObject.Of<KeystoreFile>()
        .Member("crypto", Sections.Shape, static x => x.Crypto)
        .OptionalMember("description", JsonShapes.Text, static x => x.Description)
        .OptionalMember("pubkey", JsonShapes.Text, static x => x.PublicKey)
        .Member("path", JsonShapes.Text, static x => x.Path)
        .Member("uuid", JsonShapes.Text, static x => x.Uuid)
        .Member("version", JsonShapes.Number, static x => x.Version)
        .Build(static m => new(
            m.Take<Sections>(),
            Description: m.Take<Optional<string>>(),
            PublicKey: m.Take<Optional<string>>(),
            Path: m.Take<string>(),
            Uuid: m.Take<string>(),
            m.Take<ulong>()));

    /// <summary>The three functions that a keystore names.</summary>
    internal sealed record Sections(
        Section<DerivationParameters> Derivation,
        Section<NoParameters> Checksum,
        Section<CipherParameters> Cipher)
    {
        public static JsonShape<Sections> Shape { get; } = JsonObject.Of<Sections>()
            .Member("kdf", SectionOf(DerivationParameters.Shape), static x => x.Derivation)
            .Member("checksum", SectionOf(NoParameters.Shape), static x => x.Checksum)
            .Member("cipher", SectionOf(CipherParameters.Shape), static x => x.Cipher)
            .Build(static m => new(
                m.Take<Section<DerivationParameters>>(),
                m.Take<Section<NoParameters>>(),
                m.Take<Section<CipherParameters>>()));

        private static JsonShape<Section<T>> SectionOf<T>(JsonShape<T> parameters)
            where T : notnull => JsonObject.Of<Section<T>>()
            .Member("function", JsonShapes.Text, static x => x.Function)
            .Member("params", parameters, static x => x.Parameters)
            .Member("message", BareBytes.Shape, static x => x.Message)
            .Build(static m => new(m.Take<string>(), m.Take<T>(), m.Take<ByteString>()));
    }

    /// <summary>A function, what it is called with, and what came out.</summary>
    internal sealed record Section<T>(string Function, T Parameters, ByteString Message)
        where T : notnull;

    /// <summary>
    /// The parameters of either derivation; which ones must be there, the function decides.
    /// </summary>
    internal sealed record DerivationParameters(
        ulong Length,
        Optional<ulong> C,
        Optional<string> Prf,
        Optional<ulong> N,
        Optional<ulong> P,
        Optional<ulong> R,
        ByteString Salt)
    {
        public static JsonShape<DerivationParameters> Shape { get; } = JsonObject.Of<DerivationParameters>()
            .Member("dklen", JsonShapes.Number, static x => x.Length)
            .OptionalMember("c", JsonShapes.Number, static x => x.C)
            .OptionalMember("prf", JsonShapes.Text, static x => x.Prf)
            .OptionalMember("n", JsonShapes.Number, static x => x.N)
            .OptionalMember("p", JsonShapes.Number, static x => x.P)
            .OptionalMember("r", JsonShapes.Number, static x => x.R)
            .Member("salt", BareBytes.Shape, static x => x.Salt)
            .Build(static m => new(
                Length: m.Take<ulong>(),
                C: m.Take<Optional<ulong>>(),
                Prf: m.Take<Optional<string>>(),
                N: m.Take<Optional<ulong>>(),
                P: m.Take<Optional<ulong>>(),
                R: m.Take<Optional<ulong>>(),
                Salt: m.Take<ByteString>()));
    }

    /// <summary>The parameters of the cipher.</summary>
    internal sealed record CipherParameters(ByteString InitializationVector)
    {
        public static JsonShape<CipherParameters> Shape { get; } = JsonObject.Of<CipherParameters>()
            .Member("iv", BareBytes.Shape, static x => x.InitializationVector)
            .Build(static m => new(m.Take<ByteString>()));
    }

    /// <summary>The parameters of the checksum: none.</summary>
    internal readonly record struct NoParameters
    {
        public static JsonShape<NoParameters> Shape { get; } =
            JsonObject.Of<NoParameters>().Build(static _ => default);
    }

    /// <summary>Hexadecimal digits without <c>0x</c>, of at most 256 bytes.</summary>
    private static class BareBytes
    {
        private const int LengthMax = 256;

        public static JsonShape<ByteString> Shape { get; } = JsonShapes.Text.As(
            static text => text.Length <= 2 * LengthMax
                ? new ByteString(Hex.Parse(text))
                : throw new FormatException($"Expected at most {LengthMax} bytes, found {text.Length / 2}."),
            static bytes => Convert.ToHexStringLower(bytes.AsSpan()));
    }
}

using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Rules;

/// <summary>How the documents of the mining pool write what several of them contain.</summary>
internal static class Shapes
{
    internal static JsonShape<BitcoinNetwork> Network { get; } = Choice(
        [.. BitcoinNetwork.All.Select(static n => (n.Name, n))]);

    /// <summary>A whole number up to 2^32 - 1.</summary>
    internal static JsonShape<uint> Count { get; } = JsonShapes.Number.As(
        static n => n <= uint.MaxValue
            ? (uint)n
            : throw new FormatException($"{n} is above {uint.MaxValue}."),
        static n => n);

    internal static JsonShape<Satoshi> Amount { get; } = JsonShapes.Number.As(
        static n => new Satoshi(n), static a => a.Value);

    /// <summary>
    /// Scripts and transactions as Bitcoin shows them: hexadecimal digits without a prefix.
    /// </summary>
    internal static JsonShape<ByteString> Bytes { get; } = JsonShapes.Text.As(
        static text => new ByteString(Hex.Parse(text)), static b => Convert.ToHexStringLower(b.AsSpan()));

    /// <summary>Hashes of blocks and transactions as Bitcoin shows them: the last byte first.</summary>
    internal static JsonShape<Hash32> Shown { get; } = JsonShapes.Text.As(Digest.Parse, Digest.Show);

    /// <summary>One of some words.</summary>
    internal static JsonShape<T> Choice<T>(params (string Word, T Value)[] choices)
        where T : notnull => JsonShapes.Text.As(
            text => choices.Where(c => c.Word == text).Select(static c => new Optional<T>(c.Value))
                .FirstOrDefault() is { HasValue: true } found
                    ? found.Value
                    : throw new FormatException(
                        $"'{text}' is none of {string.Join(", ", choices.Select(static c => c.Word))}."),
            value => choices.First(c => c.Value.Equals(value)).Word);
}

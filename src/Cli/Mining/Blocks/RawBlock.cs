using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>A block or a coinbase, as somebody has it.</summary>
/// <param name="Block">The block; null when there is only a coinbase.</param>
/// <param name="Coinbase">Its first transaction.</param>
internal sealed record RawBlock(Block? Block, Transaction Coinbase)
{
    /// <summary>Reads hexadecimal digits, or a file of them or of bytes.</summary>
    /// <param name="text">The digits, a path, or - for standard input.</param>
    /// <exception cref="UsageException">It is neither block nor coinbase.</exception>
    internal static RawBlock Read(string text)
    {
        byte[] bytes = BytesOf(text);
        if (TrustlessPools.Bitcoin.Blocks.Block.TryDecode(bytes) is { Transactions: [var first, ..] } block)
        {
            return new(block, first);
        }

        return Transaction.TryDecode(bytes) is { IsCoinbase: true } coinbase
            ? new(null, coinbase)
            : throw new UsageException(MiningRefusals.NotABlock(
                $"{bytes.Length} bytes", "a block or a coinbase, raw or in hexadecimal"));
    }

    /// <exception cref="UsageException">It is no block.</exception>
    internal static Block ReadBlock(string text) => Read(text).Block
        ?? throw new UsageException(MiningRefusals.NotABlock("a coinbase", "a whole block"));

    private static byte[] BytesOf(string text)
    {
        if (text == "-")
        {
            return MiningOptions.ReadHex(Console.In.ReadToEnd().Trim());
        }

        if (!File.Exists(text))
        {
            return text.All(char.IsAsciiHexDigit)
                ? MiningOptions.ReadHex(text)
                : throw new FileNotFoundException($"There is no file '{text}', and it is no hexadecimal.");
        }

        byte[] bytes = File.ReadAllBytes(text);
        string digits = System.Text.Encoding.ASCII.GetString(bytes).Trim();
        return digits.All(char.IsAsciiHexDigit) && digits.Length % 2 == 0 ? Hex.Parse(digits) : bytes;
    }
}

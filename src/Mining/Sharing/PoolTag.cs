using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What a coinbase says of the pool, in an output that nobody can spend.</summary>
/// <param name="Rule">The rule that the block follows.</param>
/// <param name="Reward">
/// What the coinbase pays in all, so that of a wrong payment it can be told which one is wrong.
/// </param>
/// <param name="Shares">
/// The root of its near misses, zero for none; only where the rule has weak shares.
/// </param>
/// <param name="Script">To whom later blocks pay.</param>
/// <remarks>
/// <code>
/// 6a | length | "tpool" | rule (8) | reward (8) | root (32, if K > 1) | script
/// </code>
/// Spec: docs/spec/mining-pool.md#tag.
/// </remarks>
public sealed record PoolTag(RuleId Rule, Satoshi Reward, Hash32 Shares, ByteString Script)
{
    private const byte Return = 0x6a;
    private const byte PushSized = 0x4c;
    private const int PushMax = 75;
    private const int LengthMax = 255;
    private const int RewardSize = sizeof(ulong);

    private static ReadOnlySpan<byte> Magic => "tpool"u8;

    /// <summary>The script of the output that carries the tag.</summary>
    /// <param name="hasShares">True where the rule has weak shares.</param>
    public ByteString Encode(bool hasShares)
    {
        Span<byte> numbers = stackalloc byte[RuleId.Size + RewardSize];
        BinaryPrimitives.WriteUInt64BigEndian(numbers, Rule.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(numbers[RuleId.Size..], Reward.Value);
        byte[] content =
            [.. Magic, .. numbers, .. hasShares ? Shares.ToArray() : [], .. Script.AsSpan()];
        byte length = (byte)content.Length;
        return content.Length > PushMax
            ? new([Return, PushSized, length, .. content])
            : new([Return, length, .. content]);
    }

    /// <summary>Reads the part behind the rule's name.</summary>
    /// <param name="script">A script of which <see cref="RuleOf"/> told the rule.</param>
    /// <param name="hasShares">True where the rule has weak shares.</param>
    /// <returns>Null when there are too few bytes, or the length is not written as it has to be.</returns>
    internal static PoolTag? TryDecode(ByteString script, bool hasShares)
    {
        int rest = HeadOf(script.AsSpan()) + Magic.Length + RuleId.Size;
        int root = rest + RewardSize;
        int start = root + (hasShares ? Hash32.Size : 0);
        if (RuleOf(script) is not { } rule || start > script.Length || script.Length > LengthMax)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = script.AsSpan();
        var read = new PoolTag(
            rule,
            new(BinaryPrimitives.ReadUInt64LittleEndian(bytes[rest..])),
            hasShares ? new(bytes[root..start]) : default,
            new(bytes[start..]));
        return read.Encode(hasShares) == script ? read : null;
    }

    /// <summary>The rule that a script names, or null for a script that is no tag.</summary>
    public static RuleId? RuleOf(ByteString script)
    {
        ReadOnlySpan<byte> bytes = script.AsSpan();
        int head = HeadOf(bytes);
        return head > 0
            && bytes.Length >= head + Magic.Length + RuleId.Size
            && bytes.Slice(head, Magic.Length).SequenceEqual(Magic)
                ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes[(head + Magic.Length)..]))
                : null;
    }

    /// <summary>The bytes before the magic ones, 0 for a script that does not begin as a tag.</summary>
    private static int HeadOf(ReadOnlySpan<byte> script) => script switch
    {
        [Return, PushSized, _, ..] => 3,
        [Return, <= PushMax, ..] => 2,
        _ => 0,
    };
}

using System.Globalization;
using System.Text.Json;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>Reads the fields of an answer; what is absent or of another kind makes it malformed.</summary>
/// <param name="method">What was called.</param>
/// <param name="value">The answer.</param>
internal sealed class AnswerFields(string method, JsonElement value)
{
    /// <summary>The answer itself as text.</summary>
    internal string Text() => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw Malformed($"{value.ValueKind}", "a text");

    /// <summary>The answer itself as a text for people.</summary>
    internal string Words() => NodeWords.Plain(Text());

    /// <summary>The answer itself as a hash, as Bitcoin shows it.</summary>
    internal Hash32 Hash() => Parse(Text(), Digest.Parse, "a hash");

    /// <summary>The answer itself as bytes in hexadecimal.</summary>
    internal byte[] Bytes() => Parse(Text(), Primitives.Hex.Parse, "hexadecimal digits");

    /// <summary>The answer itself as a whole number.</summary>
    internal ulong Whole() => value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number)
        ? number
        : throw Malformed($"{value.ValueKind}", "a whole number");

    /// <summary>The answer itself as a whole number of four bytes.</summary>
    internal uint Whole32() => Whole() is <= uint.MaxValue and var number
        ? (uint)number
        : throw Malformed($"{Whole()}", "a number of four bytes");

    /// <summary>The answer itself as yes or no.</summary>
    internal bool Flag() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Malformed($"{value.ValueKind}", "true or false"),
    };

    /// <summary>The answer itself as four bytes in hexadecimal, the highest first.</summary>
    internal uint Bits() => uint.TryParse(
        Text(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint bits)
            ? bits
            : throw Malformed(Words(), "a compact target");

    /// <summary>The answer itself as an amount in bitcoin with up to eight places.</summary>
    internal Satoshi Amount()
    {
        if (value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out decimal bitcoin)
            && bitcoin >= 0
            && bitcoin <= Satoshi.MoneyMax.Value / Satoshi.PerBitcoin)
        {
            decimal satoshi = bitcoin * Satoshi.PerBitcoin;
            if (decimal.IsInteger(satoshi))
            {
                return new((ulong)satoshi);
            }
        }

        throw Malformed(NodeWords.Plain(value.ToString()), "an amount in bitcoin");
    }

    /// <summary>The entries of a list.</summary>
    internal IEnumerable<AnswerFields> Items() => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select((item, i) => new AnswerFields($"{method}[{i}]", item))
        : throw Malformed($"{value.ValueKind}", "a list");

    /// <summary>A field that must be there.</summary>
    internal AnswerFields this[string name] =>
        TryGet(name) ?? throw Malformed($"no {name}", "that field");

    /// <summary>A field that may be absent or null.</summary>
    internal AnswerFields? TryGet(string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($"{value.ValueKind}", "an object");
        }

        return value.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null
            ? new($"{method}.{name}", field)
            : null;
    }

    /// <summary>A block's height.</summary>
    internal Height Height() => new(Whole32());

    /// <summary>What to throw about this answer.</summary>
    internal BitcoinNodeException Malformed(string supplied, string permitted) =>
        new(NodeRefusals.MalformedAnswer(method, supplied, permitted));

    private T Parse<T>(string text, Func<string, T> parse, string permitted)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw Malformed(NodeWords.Plain(e.Message), permitted);
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>One of several record types, told apart by a selector byte in front.</summary>
/// <remarks>Selectors are frozen once used; a type that goes leaves its number unused.</remarks>
public sealed class SszUnion<TBase> : SszType<TBase>
    where TBase : notnull
{
    private readonly ImmutableArray<Option> _options;

    private SszUnion(ImmutableArray<Option> options) => _options = options;

    /// <summary>A union without cases yet.</summary>
    public static SszUnion<TBase> Empty { get; } = new([]);

    public override int? FixedSize => null;

    /// <summary>Adds a case.</summary>
    /// <param name="selector">0 to 127, not used by another case.</param>
    /// <param name="type">The schema of the case.</param>
    public SszUnion<TBase> Case<TCase>(byte selector, SszType<TCase> type)
        where TCase : TBase
    {
        Invariant.Holds(
            selector < 128 && _options.All(o => o.Selector != selector), "A selector names one case.");
        return new(_options.Add(new(selector, typeof(TCase), type)));
    }

    public override int SizeOf(TBase value) => 1 + OptionOf(value).Type.SizeOfObject(value);

    public override void Write(TBase value, Span<byte> destination)
    {
        Option option = OptionOf(value);
        destination[0] = option.Selector;
        option.Type.WriteObject(value, destination[1..]);
    }

    public override bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out TBase value)
    {
        value = default;
        if (source.IsEmpty)
        {
            return false;
        }

        foreach (Option option in _options)
        {
            if (option.Selector == source[0])
            {
                bool read = option.Type.TryReadObject(source[1..], out object? inner);
                value = read ? (TBase)inner! : default;
                return read;
            }
        }

        return false;
    }

    public override Hash32 HashTreeRoot(TBase value)
    {
        Option option = OptionOf(value);
        return Merkle.MixIn(option.Type.RootOfObject(value), option.Selector);
    }

    public override void WriteJson(Utf8JsonWriter writer, TBase value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Option option = OptionOf(value);
        writer.WriteStartObject();
        writer.WriteNumber("selector", option.Selector);
        writer.WritePropertyName("data");
        option.Type.WriteJsonObject(writer, value);
        writer.WriteEndObject();
    }

    public override TBase ReadJson(JsonElement element)
    {
        ulong selector = SszTypes.Uint8.ReadJson(element.GetProperty("selector"));
        Option? option = _options.FirstOrDefault(o => o.Selector == selector);
        return option is null
            ? throw new FormatException($"{selector} selects no case of {typeof(TBase).Name}.")
            : (TBase)option.Type.ReadJsonObject(element.GetProperty("data"));
    }

    private Option OptionOf(TBase value)
    {
        Type type = value.GetType();
        foreach (Option option in _options)
        {
            if (option.CaseType == type)
            {
                return option;
            }
        }

        throw new InvariantBrokenException($"{type.Name} is a case of {typeof(TBase).Name}.");
    }

    private sealed record Option(byte Selector, Type CaseType, SszType Type);
}

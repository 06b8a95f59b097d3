using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>A field of a container.</summary>
/// <param name="name">As the specification and the Beacon API name it.</param>
internal abstract class SszField<T>(string name)
{
    internal string Name { get; } = name;

    internal abstract SszType Type { get; }

    internal abstract int SizeOf(T container);

    internal abstract void Write(T container, Span<byte> destination);

    internal abstract Hash32 RootOf(T container);

    internal abstract void WriteJson(Utf8JsonWriter writer, T container);
}

/// <summary>A field of a container and of a type, so that its value is never boxed.</summary>
/// <param name="name">As the specification and the Beacon API name it.</param>
/// <param name="type">Its schema.</param>
/// <param name="get">Reads it from the record.</param>
internal sealed class SszField<T, TField>(string name, SszType<TField> type, Func<T, TField> get)
    : SszField<T>(name)
    where TField : notnull
{
    internal override SszType Type => type;

    internal override int SizeOf(T container) => type.SizeOf(get(container));

    internal override void Write(T container, Span<byte> destination) =>
        type.Write(get(container), destination);

    internal override Hash32 RootOf(T container) => type.HashTreeRoot(get(container));

    internal override void WriteJson(Utf8JsonWriter writer, T container) =>
        type.WriteJson(writer, get(container));
}

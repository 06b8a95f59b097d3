using System.Diagnostics.CodeAnalysis;

namespace TrustlessPools.Primitives;

/// <summary>A value or none, for records that are serialised. The default value is none.</summary>
public readonly record struct Optional<T>
    where T : notnull
{
    private readonly T? _value;

    /// <summary>Wraps a value.</summary>
    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(_value))]
    public bool HasValue { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvariantBrokenException">There is none.</exception>
    public T Value
    {
        get
        {
            Invariant.Holds(HasValue, "Only a value that is there is read.");
            return _value;
        }
    }

    /// <summary>Gets the value if there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    // The text that a record has by itself reads every property, and so the value that is not there.
    public override string ToString() => HasValue ? $"{_value}" : "(none)";
}

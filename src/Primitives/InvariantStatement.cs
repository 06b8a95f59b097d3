using System.Globalization;
using System.Runtime.CompilerServices;

namespace TrustlessPools.Primitives;

/// <summary>
/// An interpolated sentence that is put together only when its condition fails, so that one that holds costs
/// nothing: what the compiler makes of the text in <c>Invariant.Holds(condition, $"…")</c>.
/// </summary>
[InterpolatedStringHandler]
public ref struct InvariantStatement
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Starts the sentence, and asks for its parts only if it is needed.</summary>
    /// <param name="literalLength">The characters outside of the holes.</param>
    /// <param name="formattedCount">The holes.</param>
    /// <param name="condition">What must be true.</param>
    /// <param name="isNeeded">Whether it is false.</param>
    public InvariantStatement(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    /// <summary>Appends text outside of the holes.</summary>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>Appends the value of a hole.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The sentence, once.</summary>
    internal string Take() => _text.ToStringAndClear();
}

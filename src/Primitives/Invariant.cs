using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TrustlessPools.Primitives;

/// <summary>States what must hold whatever anybody sends; always on, in every build.</summary>
/// <remarks>
/// A broken invariant is a defect of this software, never of its input: it stops the process, because going
/// on with somebody's keys or money would be worse. Refused input is a value, see docs/style.md.
/// </remarks>
public static class Invariant
{
    /// <summary>Stops with <paramref name="statement"/> unless <paramref name="condition"/> holds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="statement">The invariant as a sentence; never contains a secret.</param>
    /// <exception cref="InvariantBrokenException">The condition does not hold.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string statement)
    {
        if (!condition)
        {
            throw new InvariantBrokenException(statement);
        }
    }

    /// <inheritdoc cref="Holds(bool, string)"/>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref InvariantStatement statement)
    {
        if (!condition)
        {
            throw new InvariantBrokenException(statement.Take());
        }
    }
}

/// <summary>
/// Thrown when software meets a state that its own rules exclude. Not to be caught and survived.
/// </summary>
public sealed class InvariantBrokenException(string statement)
    : Exception($"Invariant broken: {statement}");

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// Which of the last four epochs are justified; bit 0 is the current one (consensus-specs
/// <c>justification_bits</c>).
/// </summary>
/// <remarks>The default value is none and valid.</remarks>
public readonly record struct JustificationBits(byte Value)
{
    private const int Mask = 0b1111;

    /// <summary>The bits an epoch later, with the current epoch not justified.</summary>
    internal JustificationBits Shift() => new((byte)(Value << 1 & Mask));

    /// <summary>The bits with one more epoch justified.</summary>
    /// <param name="epochsAgo">0 to 3.</param>
    internal JustificationBits With(int epochsAgo) => new((byte)(Value | (1 << epochsAgo)));

    /// <summary>
    /// True when all epochs from <paramref name="first"/> to before <paramref name="end"/> ago are justified.
    /// </summary>
    internal bool AllOf(int first, int end)
    {
        int wanted = (1 << end) - (1 << first);
        return (Value & wanted) == wanted;
    }
}

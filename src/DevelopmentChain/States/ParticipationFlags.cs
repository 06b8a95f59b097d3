namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// Which parts of a validator's vote of an epoch arrived in time (consensus-specs <c>ParticipationFlags</c>).
/// </summary>
/// <remarks>The default value is none and valid.</remarks>
public readonly record struct ParticipationFlags(byte Value)
{
    /// <summary>
    /// The flags in the order of their indices, which is that of <c>PARTICIPATION_FLAG_WEIGHTS</c>.
    /// </summary>
    internal static ReadOnlySpan<ParticipationFlag> All =>
        [ParticipationFlag.TimelySource, ParticipationFlag.TimelyTarget, ParticipationFlag.TimelyHead];

    /// <summary>consensus-specs <c>has_flag</c>.</summary>
    public bool Has(ParticipationFlag flag) => (Value >> (int)flag & 1) == 1;

    /// <summary>consensus-specs <c>add_flag</c>.</summary>
    public ParticipationFlags With(ParticipationFlag flag) => new((byte)(Value | (1 << (int)flag)));

    public override string ToString() =>
        $"{(Has(ParticipationFlag.TimelySource) ? "source " : string.Empty)}"
        + $"{(Has(ParticipationFlag.TimelyTarget) ? "target " : string.Empty)}"
        + $"{(Has(ParticipationFlag.TimelyHead) ? "head" : string.Empty)}";
}

/// <summary>A part of a vote that is rewarded; the number is the specification's flag index.</summary>
public enum ParticipationFlag
{
    /// <summary>TIMELY_SOURCE_FLAG_INDEX: included within the square root of an epoch's slots.</summary>
    TimelySource = 0,

    /// <summary>TIMELY_TARGET_FLAG_INDEX: names the checkpoint of the chain.</summary>
    TimelyTarget = 1,

    /// <summary>
    /// TIMELY_HEAD_FLAG_INDEX: names the head of its slot and was included in the next one.
    /// </summary>
    TimelyHead = 2,
}

/// <summary>consensus-specs <c>PARTICIPATION_FLAG_WEIGHTS</c>.</summary>
internal static class ParticipationFlagWeights
{
    /// <summary>The flag's share of the base reward, in 64ths.</summary>
    internal static ulong Weight(this ParticipationFlag flag) => flag switch
    {
        ParticipationFlag.TimelySource => 14,
        ParticipationFlag.TimelyTarget => 26,
        ParticipationFlag.TimelyHead => 14,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

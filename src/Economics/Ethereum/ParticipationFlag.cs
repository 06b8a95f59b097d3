using System.Diagnostics;

namespace TrustlessPools.Economics.Ethereum;

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

/// <summary>consensus-specs <c>PARTICIPATION_FLAG_WEIGHTS</c>, in 64ths of the base reward.</summary>
public static class ParticipationFlagWeights
{
    /// <summary>WEIGHT_DENOMINATOR, which the weights of all duties add up to.</summary>
    public const ulong Denominator = 64;

    /// <summary>
    /// The flags in the order of their indices, which is that of <c>PARTICIPATION_FLAG_WEIGHTS</c>.
    /// </summary>
    public static ReadOnlySpan<ParticipationFlag> Flags =>
        [ParticipationFlag.TimelySource, ParticipationFlag.TimelyTarget, ParticipationFlag.TimelyHead];

    /// <summary>The flag's share of the base reward, in 64ths.</summary>
    public static ulong Weight(this ParticipationFlag flag) => flag switch
    {
        ParticipationFlag.TimelySource => 14,
        ParticipationFlag.TimelyTarget => 26,
        ParticipationFlag.TimelyHead => 14,
        _ => throw new UnreachableException(),
    };
}

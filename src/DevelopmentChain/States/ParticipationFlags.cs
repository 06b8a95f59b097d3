using TrustlessPools.Economics.Ethereum;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// Which parts of a validator's vote of an epoch arrived in time (consensus-specs <c>ParticipationFlags</c>).
/// </summary>
/// <remarks>The default value is none and valid.</remarks>
public readonly record struct ParticipationFlags(byte Value)
{
    /// <summary>consensus-specs <c>has_flag</c>.</summary>
    public bool Has(ParticipationFlag flag) => (Value >> (int)flag & 1) == 1;

    /// <summary>consensus-specs <c>add_flag</c>.</summary>
    public ParticipationFlags With(ParticipationFlag flag) => new((byte)(Value | (1 << (int)flag)));

    public override string ToString() =>
        $"{(Has(ParticipationFlag.TimelySource) ? "source " : string.Empty)}"
        + $"{(Has(ParticipationFlag.TimelyTarget) ? "target " : string.Empty)}"
        + $"{(Has(ParticipationFlag.TimelyHead) ? "head" : string.Empty)}";
}

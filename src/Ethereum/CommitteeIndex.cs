using System.Globalization;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum;

/// <summary>Which of a slot's beacon committees; below MAX_COMMITTEES_PER_SLOT when valid.</summary>
/// <remarks>The default value is the first committee and valid.</remarks>
public readonly record struct CommitteeIndex(ulong Value)
{
    /// <summary>A number of 64 bits.</summary>
    public static SszType<CommitteeIndex> Ssz { get; } =
        SszTypes.Uint64.As(static v => new CommitteeIndex(v), static i => i.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

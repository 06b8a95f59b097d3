using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>The schemas of replacement's small types.</summary>
public static class ReplacementTypes
{
    /// <summary>A rule for freed seats; what there is none of is a flaw of the parameters.</summary>
    public static SszType<SeatRule> SeatRule { get; } =
        SszTypes.Uint8.As(static v => (SeatRule)v, static r => (ulong)r);

    /// <summary>A class of faults.</summary>
    public static SszType<FaultClass> FaultClass { get; } = SszTypes.Uint8.As(
        static v => (FaultClass)v,
        static c => (ulong)c,
        static v => (FaultClass)v is Replacement.FaultClass.Provable
            or Replacement.FaultClass.Silence or Replacement.FaultClass.Absence);
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>An output that anybody may spend, to pay for the transaction that it is in (P2A).</summary>
public static class Anchor
{
    /// <summary>Witness version 1 with the program 4e73.</summary>
    public static readonly ByteString Script = new([0x51, 0x02, 0x4e, 0x73]);
}

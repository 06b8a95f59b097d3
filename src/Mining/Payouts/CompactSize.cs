namespace TrustlessPools.Mining.Payouts;

/// <summary>How long a compact size is.</summary>
internal static class CompactSize
{
    internal static int Of(ulong value) => value switch
    {
        < 0xfd => 1,
        <= ushort.MaxValue => 3,
        <= uint.MaxValue => 5,
        _ => 9,
    };
}

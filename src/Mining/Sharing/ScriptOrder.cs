using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>The order of scripts: by their bytes; what another begins with comes before it.</summary>
internal sealed class ScriptOrder : IComparer<ByteString>
{
    internal static readonly ScriptOrder Ascending = new();

    public int Compare(ByteString x, ByteString y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
}

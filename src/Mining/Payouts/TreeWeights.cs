namespace TrustlessPools.Mining.Payouts;

/// <summary>Which recipients are near a tree's root.</summary>
public enum TreeWeights
{
    /// <summary>All alike: paths differ by one level at most.</summary>
    Equal,

    /// <summary>Those who get much: a Huffman tree of the amounts.</summary>
    Amounts,
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>Whose store it is; written once, when the store is made.</summary>
/// <param name="Network">The network's identity.</param>
/// <param name="Operator">The operator's number in it.</param>
public sealed record StoreOwner(Hash32 Network, OperatorId Operator)
{
    /// <summary>For people and for the store itself.</summary>
    public override string ToString() => $"operator {Operator}{SuffixOf(Network)}";

    /// <summary>What the text of each operator of a network ends with.</summary>
    internal static string SuffixOf(Hash32 network) => $" of network {network}";
}

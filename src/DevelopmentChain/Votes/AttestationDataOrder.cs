using TrustlessPools.Ethereum.Containers;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>
/// A total order of vote contents, oldest slot first, so that pools enumerate alike everywhere.
/// </summary>
internal sealed class AttestationDataOrder : IComparer<AttestationData>
{
    /// <summary>The order.</summary>
    internal static AttestationDataOrder Instance { get; } = new();

    public int Compare(AttestationData? x, AttestationData? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int order = x.Slot.CompareTo(y.Slot);
        order = order != 0 ? order : x.BeaconBlockRoot.CompareTo(y.BeaconBlockRoot);
        order = order != 0 ? order : Compare(x.Target, y.Target);
        order = order != 0 ? order : Compare(x.Source, y.Source);
        return order != 0 ? order : x.Index.CompareTo(y.Index);
    }

    private static int Compare(Checkpoint x, Checkpoint y)
    {
        int order = x.Epoch.CompareTo(y.Epoch);
        return order != 0 ? order : x.Root.CompareTo(y.Root);
    }
}

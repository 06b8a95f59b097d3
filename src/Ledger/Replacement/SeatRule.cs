namespace TrustlessPools.Ledger.Replacement;

/// <summary>Who takes a seat that comes free in mid-term. The numbers are frozen.</summary>
/// <remarks>Spec: docs/spec/replacement.md#auction, on why networks should use the queue.</remarks>
public enum SeatRule
{
    /// <summary>The next in a shuffled queue of the eligible.</summary>
    Queue = 0,

    /// <summary>The highest bidder; the queue has what nobody bids for.</summary>
    Auction = 1,
}

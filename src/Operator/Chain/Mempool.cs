using System.Collections.Immutable;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Operations that wait for a block.</summary>
/// <param name="Others">Heard from peers, by their roots.</param>
/// <param name="Own">What this operator owes now; sent again every tick until a block holds it.</param>
public sealed record Mempool(
    ImmutableSortedDictionary<Hash32, PendingOperation> Others,
    ImmutableSortedDictionary<Hash32, SignedOperation> Own)
{
    /// <summary>The most operations of one sender that wait at a time.</summary>
    public const int PerSenderMax = 64;

    /// <summary>How long an operation waits, in ticks.</summary>
    public const ulong TicksMax = 64;

    /// <summary>Nothing waits.</summary>
    public static Mempool Empty { get; } = new(
        ImmutableSortedDictionary<Hash32, PendingOperation>.Empty,
        ImmutableSortedDictionary<Hash32, SignedOperation>.Empty);

    /// <summary>All of it, in the order of the roots.</summary>
    public IEnumerable<SignedOperation> All =>
        Own.Values.Concat(Others.Values.Select(static p => p.Operation));
}

/// <summary>A peer's operation and when it is forgotten.</summary>
public sealed record PendingOperation(SignedOperation Operation, Tick Until);

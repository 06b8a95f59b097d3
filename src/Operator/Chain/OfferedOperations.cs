using System.Collections.Immutable;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>What people have asked this operator to post, and what became of it.</summary>
/// <param name="Waiting">
/// By the roots of the operations; each is sent again every tick until a block holds it or it no longer
/// applies. Durable.
/// </param>
/// <param name="Settled">What became of the latest others, the oldest first.</param>
public sealed record OfferedOperations(
    ImmutableSortedDictionary<Hash32, SignedOperation> Waiting, ImmutableList<SettledOperation> Settled)
{
    /// <summary>The most that wait at a time; well below what peers keep of one sender.</summary>
    public const int WaitingMax = 16;

    /// <summary>The most whose fate is remembered.</summary>
    public const int SettledMax = 1024;

    /// <summary>Nothing was asked for.</summary>
    public static OfferedOperations None { get; } =
        new(ImmutableSortedDictionary<Hash32, SignedOperation>.Empty, []);

    /// <summary>What became of an operation; null while it waits, or when it is not known.</summary>
    public SettledOperation? FateOf(Hash32 root) => Settled.FindLast(s => s.Root == root);

    /// <summary>The name of an operation, whoever posts it: its hash tree root.</summary>
    public static Hash32 RootOf(Operation operation) => Operation.Ssz.HashTreeRoot(operation);

    internal OfferedOperations With(Hash32 root, SignedOperation operation) =>
        this with { Waiting = Waiting.SetItem(root, operation) };

    internal OfferedOperations Settle(SettledOperation settled)
    {
        ImmutableList<SettledOperation> all = Settled.Add(settled);
        return new(
            Waiting.Remove(settled.Root),
            all.Count > SettledMax ? all.RemoveAt(0) : all);
    }
}

/// <summary>An operation that waits no more.</summary>
/// <param name="Root">Its name.</param>
/// <param name="Height">The block that holds it, if one does.</param>
/// <param name="Refusal">Else why none ever will.</param>
public sealed record SettledOperation(Hash32 Root, Optional<Height> Height, Refusal? Refusal);

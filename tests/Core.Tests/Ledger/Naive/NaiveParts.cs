using System.Numerics;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>An account of the naive ledger.</summary>
internal sealed class NaiveAccount
{
    internal required Hash32 Owner { get; init; }

    internal BigInteger Free { get; set; }

    internal BigInteger Earned { get; set; }

    internal BigInteger Held { get; set; }

    internal ulong Operations { get; set; }
}

/// <summary>A lock, with what it has earned counted on it, reward by reward.</summary>
internal sealed class NaiveLock
{
    internal required uint Sequence { get; init; }

    internal required uint Owner { get; init; }

    internal LockStatus Status { get; set; }

    /// <summary>The validator that stands on it, or null.</summary>
    internal ulong? Key { get; set; }

    internal bool IsSlashed { get; set; }

    internal ulong? LeavesAt { get; set; }

    /// <summary>When the stake can carry another validator, after one that left or leaves.</summary>
    internal ulong? FreeAt { get; set; }

    internal ulong? WithdrawableAt { get; set; }

    internal BigInteger Unpaid { get; set; }

    internal BigInteger Loss { get; set; }

    internal bool IsAskedBack => Status is LockStatus.Exiting or LockStatus.Released;

    internal bool IsEligible => IsBacked || IsWaiting;

    internal bool IsWaiting => Status is LockStatus.Idle && FreeAt is null;

    /// <summary>Whether its validator stands there no more, although it can be slashed.</summary>
    internal bool HasLeft(ulong now) => LeavesAt <= now;

    internal bool IsBacked => Status is LockStatus.Backed;

    internal bool IsHeld => Status is not LockStatus.Released;
}

/// <summary>A piece of collateral on its way out; a charge is taken from the piece itself.</summary>
internal sealed class NaivePiece
{
    internal required uint Operator { get; init; }

    internal required BigInteger Asked { get; init; }

    internal required BigInteger Left { get; set; }

    internal required ulong MaturesAt { get; init; }
}

/// <summary>A bond: what stays of it; what leaves is in the fund's pieces.</summary>
internal sealed class NaiveBond
{
    internal required uint Operator { get; init; }

    internal BigInteger Staying { get; set; }
}

/// <summary>What is set aside for a slashed validator.</summary>
internal sealed class NaiveReservation
{
    internal required uint Lock { get; init; }

    internal required ulong Key { get; init; }

    internal BigInteger Amount { get; set; }

    /// <summary>What the validator has after all that it has lost.</summary>
    internal BigInteger Left { get; set; }

    internal bool IsClosed { get; set; }
}

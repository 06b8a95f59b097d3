using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>A fault that the chain itself has established, with its culprit.</summary>
/// <param name="Culprit">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="Height">The block that established it.</param>
/// <param name="Pool">In whose ceremony; zero for a fault of no pool.</param>
/// <param name="Attempt">In which attempt; zero for a fault of none.</param>
public sealed record Fault(OperatorId Culprit, FaultKind Kind, Height Height, PoolId Pool, Hash32 Attempt)
{
    public static SszContainer<Fault> Ssz { get; } = SszContainer.Of<Fault>()
        .Field("culprit", SszTypes.OperatorId, static x => x.Culprit)
        .Field("kind", SszTypes.Uint8.As(static v => (FaultKind)v, static k => (ulong)k), static x => x.Kind)
        .Field("height", SszTypes.Height, static x => x.Height)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .BuildRemembering(static v => new(
            v.Take<OperatorId>(), v.Take<FaultKind>(), v.Take<Height>(), v.Take<PoolId>(), v.Take<Hash32>()));
}

/// <summary>What an operator did wrong, or left undone. The numbers are frozen.</summary>
public enum FaultKind
{
    /// <summary>Posted a dealing that everybody sees to be malformed.</summary>
    MalformedDealing = 1,

    /// <summary>Dealt a wrong share.</summary>
    WrongShare = 2,

    /// <summary>Accused a dealer whose share is right, or without proof.</summary>
    FalseAccusation = 3,

    /// <summary>Signed two different dealings in one attempt.</summary>
    ContradictoryDealings = 4,

    /// <summary>Posted a public share that is not the committed one.</summary>
    WrongReveal = 5,

    /// <summary>Posted a confirmation that is not by its share.</summary>
    WrongConfirmation = 6,

    /// <summary>Did not deal in time.</summary>
    NoDealing = 7,

    /// <summary>Said nothing in the dispute.</summary>
    NoDisputeAnswer = 8,

    /// <summary>Did not reveal its public share in time.</summary>
    NoReveal = 9,

    /// <summary>Did not confirm in time.</summary>
    NoConfirmation = 10,

    /// <summary>Did not fence in time.</summary>
    NoFence = 11,

    /// <summary>Posted no encryption key before a draw was frozen.</summary>
    NoKey = 12,

    /// <summary>Signed an epoch report that a proof against the finalized state contradicts.</summary>
    FalseReport = 13,

    /// <summary>Took no part in an epoch's duties, as t members of its committee say.</summary>
    Absence = 14,
}

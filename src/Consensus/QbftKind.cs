using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>What a message of QBFT says. The numbers are part of what is signed and never change.</summary>
public enum QbftKind : byte
{
    /// <summary>No message; it does not decode.</summary>
    None = 0,

    /// <summary>The leader proposes a value for its round: the paper's PRE-PREPARE.</summary>
    Proposal = 1,

    /// <summary>The sender accepted the round's proposal: PREPARE.</summary>
    Prepare = 2,

    /// <summary>
    /// The sender saw a quorum of prepares: COMMIT. A quorum of these is the decision's certificate.
    /// </summary>
    Commit = 3,

    /// <summary>The sender moved to the round and tells what it is prepared on: ROUND-CHANGE.</summary>
    RoundChange = 4,
}

/// <summary>The schema of <see cref="QbftKind"/>.</summary>
internal static class QbftKinds
{
    /// <summary>One byte, 1 to 4.</summary>
    public static SszType<QbftKind> Ssz { get; } = SszTypes.Uint8.As(
        static v => (QbftKind)v, static k => (ulong)k, static v => v is >= 1 and <= 4);
}

using TrustlessPools.Operator.Messages;

namespace TrustlessPools.Node.Transport;

/// <summary>
/// How much a peer may send. What is beyond is not refused but waits on the peer's own connection.
/// </summary>
/// <param name="BytesPerSecond">In the long run.</param>
/// <param name="BurstBytes">At once; at least the largest message.</param>
internal sealed record PeerLimits(int BytesPerSecond, int BurstBytes)
{
    /// <summary>What a message costs at least, so that many small ones are limited, too.</summary>
    internal const int BytesOfMessageMin = 1024;

    internal const int PeriodsPerSecond = 20;

    /// <summary>
    /// 4 MiB a second, which is 4,096 small messages; four messages of the largest size at once.
    /// </summary>
    internal static PeerLimits Default { get; } = new(4 * 1024 * 1024, 4 * PeerMessage.SizeMax);
}

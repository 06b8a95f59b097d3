using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>What happens to a participant.</summary>
public abstract record QbftInput
{
    private QbftInput()
    {
    }

    /// <summary>
    /// The own value is known: the leader proposes it when its turn is and nothing is prepared.
    /// </summary>
    /// <param name="Value">
    /// 1 to <see cref="QbftLimits.ValueBytesMax"/> bytes; replaces an earlier one.
    /// </param>
    public sealed record ProposalReady(ByteString Value) : QbftInput;

    /// <summary>
    /// A message arrived: somebody else's, or the own one that <see cref="QbftEffect.Send"/> asked for.
    /// </summary>
    /// <param name="Envelope">
    /// All of its signatures are verified, see <see cref="QbftEnvelope.SignedMessages"/>.
    /// </param>
    public sealed record Received(QbftEnvelope Envelope) : QbftInput;

    /// <summary>
    /// The host's answer to <see cref="QbftEffect.Judge"/>, at any time; for a round the first counts.
    /// </summary>
    /// <param name="Digest">The digest of the judged value.</param>
    /// <param name="IsValid">Whether the value may be decided.</param>
    public sealed record Judged(Hash32 Digest, bool IsValid) : QbftInput;

    /// <summary>The timer of a round ran out; of any but the current round it means nothing.</summary>
    /// <param name="Round">The round that <see cref="QbftEffect.StartTimer"/> named.</param>
    public sealed record TimedOut(Round Round) : QbftInput;

    /// <summary>
    /// Asks for the own current messages once more, as networks lose messages; the host asks regularly.
    /// </summary>
    public sealed record Resend : QbftInput;
}

using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>
/// What a validator has signed, as far as it limits what it may sign next: watermarks (EIP-3076).
/// </summary>
/// <remarks>
/// Kept by the validator's public key, never by a key share, so that it outlives every committee. Checking
/// and recording are one act: the caller makes the returned history durable before a signature, or a share of
/// one, leaves the process. docs/adr/0003-slashing-watermarks.md says why it is watermarks and not a list.
/// </remarks>
/// <param name="Block">None before the first block.</param>
/// <param name="Attestation">None before the first vote.</param>
public sealed record SigningHistory(
    Optional<BlockWatermark> Block, Optional<AttestationWatermark> Attestation)
{
    /// <summary>The history of a validator that never signed anything, here or elsewhere.</summary>
    public static SigningHistory Empty { get; } = new(default, default);

    public static SszContainer<SigningHistory> Ssz { get; } = SszContainer.Of<SigningHistory>()
        .Field("block", SszTypes.Optional(BlockWatermark.Ssz), static x => x.Block)
        .Field("attestation", SszTypes.Optional(AttestationWatermark.Ssz), static x => x.Attestation)
        .Build(static v => new(v.Take<Optional<BlockWatermark>>(), v.Take<Optional<AttestationWatermark>>()));

    /// <summary>Decides whether a vote may be signed, and records it if so.</summary>
    /// <param name="attestation">The vote.</param>
    /// <param name="signingRoot">Its signing root, by which a repetition is told from a double vote.</param>
    /// <param name="window">What a hand-over of the key allows.</param>
    /// <returns>
    /// The decision and the history that holds from now on: this one unless the vote is valid.
    /// </returns>
    public (Decision Decision, SigningHistory Next) CheckAndRecord(
        AttestationData attestation, Hash32 signingRoot, SigningWindow window)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        ArgumentNullException.ThrowIfNull(window);
        VoteEpochs vote = VoteEpochs.Of(attestation);
        bool isLater = !Attestation.TryGet(out AttestationWatermark? signed) || vote.Target > signed.Target;
        SigningRefusal? refusal = window.RefusalOf(attestation.Slot, vote)
            ?? (vote.Source > vote.Target ? new SourceAfterTarget(vote) : null)
            ?? signed?.RefusalOf(vote, signingRoot);
        var watermark = new AttestationWatermark(Source: vote.Source, Target: vote.Target, new(signingRoot));
        return Decide(refusal, isLater, this with { Attestation = new(watermark) });
    }

    /// <summary>Decides whether a block may be signed, and records it if so.</summary>
    /// <param name="block">The block's header.</param>
    /// <param name="signingRoot">
    /// Its signing root, by which a repetition is told from a double proposal.
    /// </param>
    /// <param name="window">What a hand-over of the key allows.</param>
    /// <returns>
    /// The decision and the history that holds from now on: this one unless the block is valid.
    /// </returns>
    public (Decision Decision, SigningHistory Next) CheckAndRecord(
        BeaconBlockHeader block, Hash32 signingRoot, SigningWindow window)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(window);
        bool isLater = !Block.TryGet(out BlockWatermark? signed) || block.Slot > signed.Slot;
        SigningRefusal? refusal = window.RefusalOf(block.Slot) ?? signed?.RefusalOf(block.Slot, signingRoot);
        var watermark = new BlockWatermark(block.Slot, new(signingRoot));
        return Decide(refusal, isLater, this with { Block = new(watermark) });
    }

    /// <summary>What is known when both histories are; refuses whatever one of them refuses.</summary>
    public SigningHistory Merge(SigningHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Merge(Block, other.Block, static (a, b) => a.Merge(b)),
            Merge(Attestation, other.Attestation, static (a, b) => a.Merge(b)));
    }

    private static Optional<T> Merge<T>(Optional<T> left, Optional<T> right, Func<T, T, T> merge)
        where T : notnull =>
        left.TryGet(out T? a) && right.TryGet(out T? b) ? new(merge(a, b)) : left.HasValue ? left : right;

    private (Decision Decision, SigningHistory Next) Decide(
        SigningRefusal? refusal, bool isLater, SigningHistory recorded)
    {
        if (refusal is not null)
        {
            return (new Decision.NotSafe(refusal), this);
        }

        // What is neither refused nor later is the message of the watermark itself.
        return isLater ? (new Decision.Valid(), recorded) : (new Decision.SameData(), this);
    }
}

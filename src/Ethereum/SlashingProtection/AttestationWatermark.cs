using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>The highest source and the highest target that a vote was signed for.</summary>
/// <param name="Source">The highest source epoch.</param>
/// <param name="Target">The highest target epoch; after an import perhaps that of another vote.</param>
/// <param name="SigningRoot">
/// What was signed for that target; none when that is not known or was not one message only.
/// </param>
public sealed record AttestationWatermark(Epoch Source, Epoch Target, Optional<Hash32> SigningRoot)
{
    public static SszContainer<AttestationWatermark> Ssz { get; } = SszContainer.Of<AttestationWatermark>()
        .Field("source_epoch", SszTypes.Epoch, static x => x.Source)
        .Field("target_epoch", SszTypes.Epoch, static x => x.Target)
        .Field("signing_root", SszTypes.Optional(SszTypes.Hash32), static x => x.SigningRoot)
        .Build(static v => new(
            Source: v.Take<Epoch>(), Target: v.Take<Epoch>(), v.Take<Optional<Hash32>>()));

    private VoteEpochs Epochs => new(Source, Target);

    /// <summary>
    /// What is known when both are: the higher source, and the higher target with its root.
    /// </summary>
    /// <remarks>
    /// Commutative, associative and idempotent, so that imports may come in any order and twice.
    /// </remarks>
    public AttestationWatermark Merge(AttestationWatermark other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Source: Source >= other.Source ? Source : other.Source,
            Target: Target >= other.Target ? Target : other.Target,
            Target.CompareTo(other.Target) switch
            {
                > 0 => SigningRoot,
                < 0 => other.SigningRoot,
                _ => SigningRoot == other.SigningRoot ? SigningRoot : default,
            });
    }

    /// <summary>Why a vote may not be signed after this one, or null.</summary>
    /// <remarks>
    /// EIP-3076, conditions 4 and 5 of the minimal strategy: a source never falls, a target always rises.
    /// </remarks>
    internal SigningRefusal? RefusalOf(VoteEpochs vote, Hash32 signingRoot)
    {
        bool isSame = SigningRoot == new Optional<Hash32>(signingRoot);
        return (vote.Source.CompareTo(Source), vote.Target.CompareTo(Target)) switch
        {
            (_, 0) when !isSame => new DoubleVote(vote.Target, Signed: SigningRoot, Supplied: signingRoot),
            ( < 0, > 0) => new SurroundingVote(Supplied: vote, Signed: Epochs),
            ( < 0, _) => new SourceBelowWatermark(Supplied: vote.Source, Highest: Source),
            (_, >= 0) => null,
            ( > 0, _) => new SurroundedVote(Supplied: vote, Signed: Epochs),
            _ => new TargetBelowWatermark(Supplied: vote.Target, Highest: Target),
        };
    }
}

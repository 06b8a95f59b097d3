using System.Diagnostics.CodeAnalysis;
using System.Text;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>A pool's sharing rule, to be kept beside a chain.</summary>
/// <remarks>
/// The chain is followed from <see cref="SharingState.FirstOf"/> on. Near misses are on no chain: of a rule
/// that has some, those that a block names are not known here, and do not count.
/// </remarks>
/// <param name="rule">A rule that <see cref="SharingRule.Check"/> finds possible.</param>
public sealed class SharingChainRule(SharingRule rule) : IChainRule<SharingState>
{
    public SharingState Begin() => SharingState.Begin(rule);

    public bool TryDecode(ByteString bytes, [MaybeNullWhen(false)] out SharingState state)
    {
        SharingSnapshot? snapshot = SnapshotBytes.TryDecode(bytes.AsSpan());
        state = snapshot is null ? null : SharingState.Restore(rule, snapshot);
        return state is not null;
    }

    public ByteString Encode(SharingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return SnapshotBytes.Encode(state.Snapshot);
    }

    public (SharingState State, ByteString Judgement) Apply(SharingState state, MinedBlock block)
    {
        ArgumentNullException.ThrowIfNull(state);
        SharingStep step = state.Apply(block);
        Invariant.Holds(
            step.Judgement is not Judgement.Rejected, "What is followed is the block that comes next.");
        return (step.State, new(Encoding.UTF8.GetBytes(JudgementText.Of(step.Judgement))));
    }
}

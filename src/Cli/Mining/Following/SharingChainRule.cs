using System.Diagnostics.CodeAnalysis;
using System.Text;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Syncing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>The sharing rule along a chain that is followed.</summary>
/// <param name="rule">A possible rule.</param>
/// <remarks>
/// Near misses do not come with the chain: where the rule has weak shares, each block counts for its finder
/// only.
/// </remarks>
internal sealed class SharingChainRule(SharingRule rule) : IChainRule<SharingState>
{
    public SharingState Begin() => SharingState.Begin(rule);

    public bool TryDecode(ByteString bytes, [MaybeNullWhen(false)] out SharingState state)
    {
        SharingSnapshot? snapshot = SnapshotBytes.TryDecode(bytes.AsSpan());
        state = snapshot is null ? null : SharingState.Restore(rule, snapshot);
        return state is not null;
    }

    public ByteString Encode(SharingState state) => SnapshotBytes.Encode(state.Snapshot);

    public (SharingState State, ByteString Judgement) Apply(SharingState state, MinedBlock block)
    {
        SharingStep step = state.Apply(block);
        Invariant.Holds(step.Judgement is not Judgement.Rejected, "A followed block is the next one.");
        return (step.State, new(Encoding.UTF8.GetBytes(Verdict.Of(step.Judgement))));
    }
}

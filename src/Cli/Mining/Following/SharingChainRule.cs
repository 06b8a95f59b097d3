using System.Text;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Following;
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

    public SharingState Decode(ByteString bytes)
    {
        SharingSnapshot? snapshot = SnapshotBytes.TryDecode(bytes.AsSpan());
        return snapshot is null
            ? throw new InvalidDataException("The store holds no state; remove it to follow anew.")
            : SharingState.Restore(rule, snapshot);
    }

    public ByteString Encode(SharingState state) => SnapshotBytes.Encode(state.Snapshot);

    public (SharingState State, ByteString Judgement) Apply(SharingState state, FollowedBlock block)
    {
        SharingStep step = state.Apply(MinedOf(block));
        Invariant.Holds(step.Judgement is not Judgement.Rejected, "A followed block is the next one.");
        return (step.State, new(Encoding.UTF8.GetBytes(Verdict.Of(step.Judgement))));
    }

    internal static MinedBlock MinedOf(FollowedBlock block) =>
        new(block.Height, block.Header, block.Coinbase);
}

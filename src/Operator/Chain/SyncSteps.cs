using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Catches up with peers that are ahead, block by certified block.</summary>
internal static class SyncSteps
{
    /// <summary>A peer tells how far its chain goes.</summary>
    internal static void TakeStatus(Turn turn, OperatorId peer, StatusMessage status)
    {
        if (status.Network != turn.Rules.Network)
        {
            turn.Refuse(peer, "OtherNetwork", $"{status.Network}", $"{turn.Rules.Network}");
            return;
        }

        turn.State = turn.State with { PeerHeights = turn.State.PeerHeights.SetItem(peer, status.Height) };
        AskIfBehind(turn, peer, status.Height);
    }

    /// <summary>
    /// A vote for another height tells who is ahead; who is behind is helped by the sender's own status.
    /// </summary>
    internal static void TakeVoteElsewhere(Turn turn, OperatorId peer, BlockVoteMessage vote)
    {
        if (vote.Height > turn.Chain.Height.Next)
        {
            AskIfBehind(turn, peer, vote.Height.Previous);
        }
    }

    /// <summary>A peer brings blocks.</summary>
    internal static void TakeBlocks(Turn turn, OperatorId peer, Sequence<CertifiedBlock> blocks)
    {
        foreach (CertifiedBlock block in blocks)
        {
            if (block.Header.Height != turn.Chain.Height.Next)
            {
                continue;
            }

            if (Certification.Flaw(turn.Rules, turn.Chain.Voters, block) is { } flaw)
            {
                turn.Refuse(peer, flaw);
                return;
            }

            if (block.Header.OperationsRoot != block.Body.Root())
            {
                turn.Refuse(
                    peer, "WrongOperationsRoot", $"{block.Body.Root()}", $"{block.Header.OperationsRoot}");
                return;
            }

            HeadSteps.Extend(turn, block);
        }

        if (blocks.Count == BlocksMessage.BlocksMax)
        {
            Ask(turn, peer);
        }
    }

    private static void AskIfBehind(Turn turn, OperatorId peer, Height height)
    {
        // A peer that is one block ahead for a moment only decided a little earlier.
        bool isBehind = height > turn.Chain.Height.Next
            || (height > turn.Chain.Height
                && turn.Now >= turn.State.HeadSince + turn.Settings.ResendInterval);
        if (isBehind && turn.Now >= turn.State.BlocksAskedAt + turn.Settings.ResendInterval)
        {
            Ask(turn, peer);
        }
    }

    private static void Ask(Turn turn, OperatorId peer)
    {
        turn.State = turn.State with { BlocksAskedAt = turn.Now };
        turn.Send(peer, new BlocksRequest(turn.Chain.Height.Next));
    }
}

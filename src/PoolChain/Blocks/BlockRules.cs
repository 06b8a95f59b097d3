using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Blocks;

/// <summary>
/// What a block must be, as a pure function of its parent's state and its bytes, and what it does.
/// </summary>
public static class BlockRules
{
    /// <summary>Applies a block.</summary>
    /// <returns>The new head, or why the block is invalid.</returns>
    public static (ChainHead? Head, Refusal? Refusal) Apply(
        ChainRules rules, ChainHead parent, SignedHeader signed, BlockBody body)
    {
        if (Flaw(rules, parent, signed, body) is { } flaw)
        {
            return (null, flaw);
        }

        // A proposal is judged, and later decided; its effect is computed once.
        Hash32 inputs = Merkle.Parent(parent.BlockRoot, signed.Header.Root());
        return rules.Memo.Recall("block", inputs, () => ApplyBody(rules, parent, signed.Header, body));
    }

    /// <summary>Applies a block that nobody asks about again, so that its state need not be kept.</summary>
    /// <returns>The new head, or why the block is invalid.</returns>
    internal static (ChainHead? Head, Refusal? Refusal) ApplyOnce(
        ChainRules rules, ChainHead parent, SignedHeader signed, BlockBody body) =>
        Flaw(rules, parent, signed, body) is { } flaw
            ? (null, flaw)
            : ApplyBody(rules, parent, signed.Header, body);

    /// <summary>Why a header does not follow a head, or null; the first that is asked of a block.</summary>
    internal static Refusal? PlaceFlaw(ChainHead parent, BlockHeader header)
    {
        if (header.Height != parent.State.Height.Next)
        {
            return new("WrongHeight", $"{header.Height}", $"{parent.State.Height.Next}");
        }

        return header.Parent != parent.BlockRoot
            ? new("WrongParent", $"{header.Parent}", $"{parent.BlockRoot}")
            : null;
    }

    /// <summary>Makes a block of those candidates that apply, in their order.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="parent">The head.</param>
    /// <param name="tick">Later than the head's.</param>
    /// <param name="proposer">One of the voters.</param>
    /// <param name="candidates">Operations heard of; disputes are put first, into the room reserved for
    /// them.</param>
    public static (BlockHeader Header, BlockBody Body) Build(
        ChainRules rules,
        ChainHead parent,
        Tick tick,
        OperatorId proposer,
        IEnumerable<SignedOperation> candidates)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ChainState state = Begin(rules, parent.State, tick);
        SignedOperation[] inOrder = [.. candidates.OrderBy(static c => c.Operation is PostDispute ? 0 : 1)];
        Foresight.Verify(rules, state, inOrder);
        var room = new BlockRoom();
        var included = new List<SignedOperation>();
        foreach (SignedOperation candidate in inOrder)
        {
            if (room.HasFor(candidate)
                && OperationRules.Apply(rules, state, candidate) is OperationOutcome.Accepted accepted)
            {
                state = accepted.State;
                room.Take(candidate);
                included.Add(candidate);
            }
        }

        state = End(rules, parent.State, state, proposer);
        var body = new BlockBody(included.ToSequence());
        var header = new BlockHeader(
            state.Height,
            parent.BlockRoot,
            tick,
            proposer,
            body.Root(),
            Voter.ListSsz.HashTreeRoot(state.Voters),
            ChainState.Ssz.HashTreeRoot(state));
        return (header, body);
    }

    /// <summary>What a header's signature claims.</summary>
    internal static IdentityClaim Claim(ChainRules rules, Voter proposer, SignedHeader signed) => new(
        proposer.IdentityKey,
        IdentitySignature.SigningRoot(IdentityDomain.BlockHeader, rules.Network, signed.Header.Root()),
        signed.Signature);

    private static (ChainHead? Head, Refusal? Refusal) ApplyBody(
        ChainRules rules, ChainHead parent, BlockHeader header, BlockBody body)
    {
        ChainState state = Begin(rules, parent.State, header.Tick);
        Foresight.Verify(rules, state, body.Operations);
        foreach (SignedOperation operation in body.Operations)
        {
            switch (OperationRules.Apply(rules, state, operation))
            {
                case OperationOutcome.Accepted accepted:
                    state = accepted.State;
                    break;
                case OperationOutcome.Rejected rejected:
                    return (null, rejected.Refusal);
            }
        }

        state = End(rules, parent.State, state, header.Proposer);
        Hash32 voters = Voter.ListSsz.HashTreeRoot(state.Voters);
        if (header.NextVotersRoot != voters)
        {
            return (null, new("WrongVotersRoot", $"{header.NextVotersRoot}", $"{voters}"));
        }

        Hash32 root = ChainState.Ssz.HashTreeRoot(state);
        return header.StateRoot != root
            ? (null, new("WrongStateRoot", $"{header.StateRoot}", $"{root}"))
            : (new ChainHead(header.Root(), state), null);
    }

    /// <summary>What happens in a block before its operations.</summary>
    private static ChainState Begin(ChainRules rules, ChainState parent, Tick tick)
    {
        ChainState state = parent with { Height = parent.Height.Next, Tick = tick };
        state = TermRules.Begin(rules, state);
        state = CeremonyProgress.FailOverdue(rules, state);
        return DrawRules.Freeze(rules, state);
    }

    /// <summary>What happens in a block after its operations.</summary>
    private static ChainState End(ChainRules rules, ChainState parent, ChainState state, OperatorId proposer)
    {
        state = CeremonyProgress.Advance(rules, state, proposer);
        state = FaultFines.Settle(rules, parent, state);
        state = StakeBinding.Settle(state);
        state = DrawRules.NoteLeader(state, proposer);
        state = AuctionRules.Advance(rules, state, proposer);
        state = ReplacementRules.Execute(rules, state);
        state = DrawRules.Execute(rules, state);
        state = ReplacementRules.Freeze(rules, state);
        return TermRules.End(state, parent.Term);
    }

    private static Refusal? Flaw(ChainRules rules, ChainHead parent, SignedHeader signed, BlockBody body)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(body);
        return HeaderFlaw(parent, signed.Header, body)
            ?? SizeFlaw(body)
            ?? SignatureFlaw(rules, parent, signed);
    }

    private static Refusal? HeaderFlaw(ChainHead parent, BlockHeader header, BlockBody body)
    {
        ChainState state = parent.State;
        if (PlaceFlaw(parent, header) is { } flaw)
        {
            return flaw;
        }

        if (header.Tick <= state.Tick && state.Height.Value > 0)
        {
            return new("TickNotLater", $"{header.Tick}", $"after {state.Tick}");
        }

        if (!state.Voters.Any(v => v.Id == header.Proposer))
        {
            return new("NotAVoter", $"operator {header.Proposer}", "one of the voters");
        }

        return header.OperationsRoot != body.Root()
            ? new("WrongOperationsRoot", $"{header.OperationsRoot}", $"{body.Root()}")
            : null;
    }

    private static Refusal? SignatureFlaw(ChainRules rules, ChainHead parent, SignedHeader signed)
    {
        Voter proposer = parent.State.Voters.First(v => v.Id == signed.Header.Proposer);
        return IdentitySignature.Verify(Claim(rules, proposer, signed), rules.Memo)
            ? null
            : new("BadSignature", $"a header of operator {proposer.Id}", "one that its identity key signed");
    }

    private static Refusal? SizeFlaw(BlockBody body)
    {
        var room = new BlockRoom();
        foreach (SignedOperation operation in body.Operations)
        {
            if (!room.HasFor(operation))
            {
                return new(
                    "BlockTooLarge",
                    $"more than {room.Used} bytes",
                    $"{BlockBody.SizeMax} bytes, {BlockBody.DisputeReserve} of them for disputes only");
            }

            room.Take(operation);
        }

        return null;
    }

    /// <summary>The room in a block, part of which only disputes may use.</summary>
    private sealed class BlockRoom
    {
        private int _others;
        private int _count;

        internal int Used { get; private set; }

        internal bool HasFor(SignedOperation operation)
        {
            int size = SignedOperation.Ssz.SizeOf(operation);
            bool fits = Used + size <= BlockBody.SizeMax && _count < BlockBody.OperationsMax;
            return fits && (operation.Operation is PostDispute
                || _others + size <= BlockBody.SizeMax - BlockBody.DisputeReserve);
        }

        internal void Take(SignedOperation operation)
        {
            int size = SignedOperation.Ssz.SizeOf(operation);
            Used += size;
            _others += operation.Operation is PostDispute ? 0 : size;
            _count++;
        }
    }
}

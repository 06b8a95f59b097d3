using System.Buffers.Binary;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>A chain of blocks with nothing but a coinbase, and the pool on it.</summary>
internal sealed class PoolOnAChain
{
    /// <summary>A target that every hash meets, with room for a thousandfold.</summary>
    internal const uint Easy = 0x2100ffff;

    internal static readonly Satoshi Reward = new(312_500_000);

    private static readonly TransactionOutput Commitment =
        new(default, new(Hex.Parse("6a24aa21a9ed" + new string('0', 64))));

    internal PoolOnAChain(SharingRule rule) => State = SharingState.Begin(rule);

    internal SharingState State { get; private set; }

    internal uint Time { get; set; } = 1_700_000_000;

    /// <summary>The block that was applied last.</summary>
    internal MinedBlock? Last { get; private set; }

    /// <summary>A coinbase of the next block, with any outputs.</summary>
    internal static Transaction Coinbase(Height height, params TransactionOutput[] outputs)
    {
        byte[] place = [8, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt64LittleEndian(place.AsSpan(1), height.Value);
        return new(2, [new(OutPoint.Null, new(place), 0xffff_fffe, [])], [.. outputs], 0);
    }

    /// <summary>A coinbase that follows the rule.</summary>
    internal Transaction Honest(int finder, Satoshi? reward = null, Sequence<WeakShare> shares = default) =>
        Coinbase(
            State.Next,
            [
                .. State.DemandOf(reward ?? Reward, Scripts.Of(finder)).Outputs,
                new(default, State.TagOf(reward ?? Reward, Scripts.Of(finder), shares)),
                Commitment,
            ]);

    /// <summary>The next block with some coinbase.</summary>
    internal MinedBlock Block(
        Transaction coinbase, Sequence<WeakShare> shares = default, uint nonce = 0, uint bits = Easy)
    {
        Hash32 parent = Last?.Header.Hash ?? default;
        var header = new BlockHeader(0x2000_0000, parent, coinbase.Id, Time, bits, nonce);
        return new(State.Next, header, coinbase, shares);
    }

    /// <summary>Goes on by a block, ten minutes after the last.</summary>
    internal Judgement Apply(MinedBlock block)
    {
        (State, Judgement judgement) = State.Apply(block);
        Last = block;
        Time += 600;
        return judgement;
    }

    /// <summary>A block that follows the rule, which must be qualified.</summary>
    internal Demand Share(int finder, Satoshi? reward = null) =>
        Assert.IsType<Judgement.Qualified>(Apply(Block(Honest(finder, reward)))).Demand;

    /// <summary>A block that does not speak of the pool.</summary>
    internal void Solo(int finder) => Assert.IsType<Judgement.NotOfThePool>(
        Apply(Block(Coinbase(State.Next, new TransactionOutput(Reward, Scripts.Of(finder)), Commitment))));

    /// <summary>Goes back to a state, after which the next block is another.</summary>
    internal void GoBack(SharingState state, MinedBlock? last) => (State, Last) = (state, last);
}

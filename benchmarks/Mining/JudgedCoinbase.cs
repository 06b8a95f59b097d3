using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Mining;

/// <summary>A coinbase that pays so many scripts, and the state that demands it.</summary>
internal sealed class JudgedCoinbase
{
    private static readonly Satoshi Reward = new(312_500_000);
    private static readonly BlockMaker Maker =
        new(BitcoinNetwork.Regtest, AreTemplatesActive: true, FollowedChain.ScriptOf(-1), new(new byte[8]));

    private readonly SharingState _state;
    private readonly ByteString _finder = FollowedChain.ScriptOf(-1);
    private readonly Transaction _coinbase;

    internal JudgedCoinbase(int outputs, IPayoutForm? form = null)
    {
        Outputs = outputs;
        var rule = new SharingRule
        {
            Window = SharingWindow.Last((uint)outputs),
            Share = new(9, 10),
            Form = form ?? new DirectOutputs(),
        };
        var random = new SeededGenerator((ulong)outputs);
        ShareEntry[] entries = [.. Enumerable.Range(0, outputs).Select(i => new ShareEntry(
            i, 281_250_000 + random.NextBelow(20_000_000UL), [FollowedChain.ScriptOf(i)]))];
        _state = SharingState.Restore(rule, new(new((ulong)outputs), null, [0], [.. entries]));
        var demand = _state.DemandOf(Reward, _finder);
        _coinbase = new(
            2,
            [new(OutPoint.Null, new([1, 0]), 0, [])],
            [.. demand.Outputs, new(default, _state.TagOf(Reward, _finder))],
            0);
        Judgement judgement = _state.Judge(_coinbase);
        Invariant.Holds(
            judgement is Judgement.Qualified && demand.Owed.Count == outputs, $"{judgement} is qualified.");
    }

    internal int Outputs { get; }

    internal void Demand() => _state.DemandOf(Reward, _finder);

    internal void Judge() => _state.Judge(_coinbase);

    /// <summary>
    /// From an offer, of a block without other transactions, to one that lacks only its nonce.
    /// </summary>
    internal Block Make() => BlockAssembly.Build(
        _state, new(_state.Next, default, 0x2000_0000, Bits: 0x207f_ffff, Time: 0, Reward, []), Maker)
        is BlockProposal.Made made
            ? made.Block
            : throw new InvalidOperationException("The offer is of the next block.");
}

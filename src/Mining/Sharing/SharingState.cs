using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What a block does: the state after it, and what the rule says of it.</summary>
/// <param name="State">The state after the block; the same as before it when it is rejected.</param>
/// <param name="Judgement">What the rule says.</param>
public sealed record SharingStep(SharingState State, Judgement Judgement);

/// <summary>
/// Where a pool stands on a chain. Immutable: to undo blocks is to take the state before them.
/// </summary>
/// <remarks>
/// Memory is that of the window and its scripts, however long the chain.
/// Spec: docs/spec/mining-pool.md#qualification.
/// </remarks>
public sealed class SharingState
{
    private readonly RuleId _id;
    private readonly Hash32? _tip;
    private readonly Sequence<uint> _times;

    private SharingState(
        SharingRule rule, RuleId id, Height next, Hash32? tip, Sequence<uint> times, ShareWindow window)
    {
        Rule = rule;
        _id = id;
        Next = next;
        _tip = tip;
        _times = times;
        Window = rule.Window.Measure is WindowMeasure.Seconds ? window.At(TimePast) : window;
    }

    /// <summary>The pool's parameters.</summary>
    public SharingRule Rule { get; }

    /// <summary>The height of the block that comes next.</summary>
    public Height Next { get; }

    /// <summary>The hash of the block before it; null before the first.</summary>
    public Hash32? Tip => _tip;

    /// <summary>The window that the next block has to pay.</summary>
    public ShareWindow Window { get; }

    /// <summary>All that the state is made of.</summary>
    public SharingSnapshot Snapshot => new(Next, _tip, _times, Window.Entries.ToSequence());

    /// <summary>
    /// The median of what the last headers say, which is the next block's date; 0 before the first block.
    /// </summary>
    private long TimePast => _times.Count == 0 ? 0 : MedianTimePast.Of(_times.AsSpan());

    /// <summary>
    /// The first height that has to be applied: so much before the start that there is a median.
    /// </summary>
    public static Height FirstOf(SharingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new(rule.Start.Value - Math.Min(rule.Start.Value, MedianTimePast.Span));
    }

    /// <summary>The state before any block.</summary>
    /// <param name="rule">A rule that <see cref="SharingRule.Check"/> finds possible.</param>
    public static SharingState Begin(SharingRule rule) =>
        Restore(rule, new(FirstOf(rule), null, [], []));

    /// <summary>The state that a snapshot was taken of, under the same rule.</summary>
    /// <param name="rule">A rule that <see cref="SharingRule.Check"/> finds possible.</param>
    /// <param name="snapshot">One that was taken; it is not checked.</param>
    public static SharingState Restore(SharingRule rule, SharingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(snapshot);
        Refusal? flaw = rule.Check();
        Invariant.Holds(flaw is null, $"A pool begins under a possible rule: {flaw}");
        var window = ShareWindow.Empty(rule);
        foreach (ShareEntry entry in snapshot.Entries.AsSpan())
        {
            window = window.Add(entry, entry.Position);
        }

        return new(rule, rule.Identify(), snapshot.Next, snapshot.Tip, snapshot.Times, window);
    }

    /// <summary>What the next block has to pay.</summary>
    /// <param name="reward">Subsidy and fees as far as they are claimed.</param>
    /// <param name="finder">The script in its tag.</param>
    public Demand DemandOf(Satoshi reward, ByteString finder) =>
        Demand.Of(Rule, Window, Next, reward, finder);

    /// <summary>The script of the output that makes the next block one of the pool's.</summary>
    /// <param name="reward">What its coinbase pays in all.</param>
    /// <param name="finder">To whom later blocks pay; a script of a permitted form.</param>
    /// <param name="shares">The near misses that it brings.</param>
    public ByteString TagOf(Satoshi reward, ByteString finder, Sequence<WeakShare> shares = default) =>
        new PoolTag(_id, reward, WeakShare.RootOf(shares), finder).Encode(Rule.WeakShares > 1);

    /// <summary>What a coinbase says of the pool, whether it follows the rule or not.</summary>
    /// <returns>Null unless it has one tag of this rule, which is well-formed.</returns>
    public PoolTag? TagIn(Transaction coinbase)
    {
        ArgumentNullException.ThrowIfNull(coinbase);
        ByteString[] tags =
            [.. coinbase.Outputs.Select(static o => o.Script).Where(s => PoolTag.RuleOf(s) == _id)];
        return tags is [var only] ? PoolTag.TryDecode(only, Rule.WeakShares > 1) : null;
    }

    /// <summary>Says of a coinbase what would be said of it in the next block, near misses aside.</summary>
    public Judgement Judge(Transaction coinbase)
    {
        ArgumentNullException.ThrowIfNull(coinbase);
        return Next < Rule.Start
            ? new Judgement.NotOfThePool()
            : new CoinbaseJudge(Rule, _id, Window, Next).Judge(coinbase);
    }

    /// <summary>Goes on by a block.</summary>
    /// <param name="block">The block of the next height, on the one before.</param>
    public SharingStep Apply(MinedBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Height != Next || (_tip is { } tip && block.Header.Previous != tip))
        {
            return new(this, new Judgement.Rejected(block.Height != Next
                ? SharingRefusals.WrongHeight(block.Height, Next)
                : SharingRefusals.OtherParent(block.Header.Previous, _tip ?? default)));
        }

        Judgement judgement = Judge(block.Coinbase);
        if (judgement is not Judgement.Qualified qualified)
        {
            return new(After(block.Header, Window), judgement);
        }

        (Sequence<ByteString> scripts, Refusal? flaw) = qualified.Tag.Shares.IsZero
            ? ([], null)
            : new SharesJudge(Rule, new(Rule, _id, Window, Next)).Judge(qualified.Tag.Shares, block);
        return new(
            After(block.Header, Pay(qualified, scripts)),
            qualified with { Shares = scripts.Count, SharesFlaw = flaw });
    }

    /// <summary>The window with a qualified block.</summary>
    private ShareWindow Pay(Judgement.Qualified qualified, Sequence<ByteString> scripts)
    {
        Satoshi shared = Rule.SharedOf(qualified.Demand.Reward);
        long position = Rule.Window.Measure is WindowMeasure.Seconds ? TimePast : Window.Latest + 1;
        var entry = new ShareEntry(position, Rule.WeightOf(shared), [qualified.Tag.Script, .. scripts]);
        return Window.Add(entry, position);
    }

    private SharingState After(BlockHeader header, ShareWindow window)
    {
        ReadOnlySpan<uint> kept = _times.AsSpan();
        kept = kept.Length == MedianTimePast.Span ? kept[1..] : kept;
        return new(Rule, _id, Next.Next, header.Hash, [.. kept, header.Time], window);
    }
}

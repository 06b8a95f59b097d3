using System.Collections.Immutable;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>The qualified blocks that are paid, and what each script counts among them. Immutable.</summary>
/// <remarks>
/// A window and its successors share what they have in common. To undo a block is to go back to the window
/// before it, so that what is kept for reorganisations costs what differs. A block moves through each stage
/// once, hence a constant number of steps a block, each logarithmic in the scripts.
/// </remarks>
public sealed class ShareWindow
{
    private readonly ImmutableArray<WindowStage> _stages;
    private readonly ImmutableArray<ImmutableQueue<ShareEntry>> _queues;
    private readonly ImmutableSortedDictionary<ByteString, UInt128> _weights;

    private ShareWindow(
        ImmutableArray<WindowStage> stages,
        ImmutableArray<ImmutableQueue<ShareEntry>> queues,
        ImmutableSortedDictionary<ByteString, UInt128> weights)
    {
        _stages = stages;
        _queues = queues;
        _weights = weights;
    }

    /// <summary>The position of the block that was added last; 0 before the first.</summary>
    public long Latest { get; private init; }

    /// <summary>How many blocks count.</summary>
    public int Blocks { get; private init; }

    /// <summary>What all scripts count together.</summary>
    public UInt128 Total { get; private init; }

    /// <summary>How many scripts count.</summary>
    public int Scripts => _weights.Count;

    /// <summary>The scripts that count and what each does, in the order of their bytes.</summary>
    public IEnumerable<KeyValuePair<ByteString, UInt128>> Weights => _weights;

    /// <summary>All blocks, the oldest first, those that do not count yet among them.</summary>
    public IEnumerable<ShareEntry> Entries => _queues.Reverse().SelectMany(static q => q);

    /// <summary>A window without blocks.</summary>
    /// <param name="rule">A rule that <see cref="SharingRule.Check"/> finds possible.</param>
    public static ShareWindow Empty(SharingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ImmutableArray<WindowStage> stages = [.. WindowStage.Of(rule)];
        return new(
            stages,
            [.. stages.Select(static _ => ImmutableQueue<ShareEntry>.Empty)],
            ImmutableSortedDictionary.Create<ByteString, UInt128>(ScriptOrder.Ascending));
    }

    /// <summary>What a script counts.</summary>
    public UInt128 WeightOf(ByteString script) => _weights.GetValueOrDefault(script);

    /// <summary>The window when all of its blocks have the age that they have at some position.</summary>
    internal ShareWindow At(long now) => IsAnyOver(now) ? new Change(this).Done(now) : this;

    /// <summary>The window with one block more.</summary>
    /// <param name="entry">The block, at a position that is not before that of another.</param>
    /// <param name="now">The position from which ages are counted.</param>
    public ShareWindow Add(ShareEntry entry, long now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var change = new Change(this);
        change.Add(entry);
        return change.Done(now);
    }

    private bool IsAnyOver(long now)
    {
        for (int i = 0; i < _queues.Length; i++)
        {
            if (!_queues[i].IsEmpty && now - _queues[i].Peek().Position >= _stages[i].End)
            {
                return true;
            }
        }

        return false;
    }


    /// <summary>What becomes of a window in one step.</summary>
    private sealed class Change(ShareWindow before)
    {
        private readonly ImmutableArray<WindowStage> _stages = before._stages;
        private readonly ImmutableQueue<ShareEntry>[] _queues = [.. before._queues];
        private readonly ImmutableSortedDictionary<ByteString, UInt128>.Builder _weights =
            before._weights.ToBuilder();

        private UInt128 _total = before.Total;
        private int _blocks = before.Blocks;
        private long _latest = before.Latest;

        internal void Add(ShareEntry entry)
        {
            _latest = entry.Position;
            Put(entry, 0);
        }

        private void Put(ShareEntry entry, int stage)
        {
            _queues[stage] = _queues[stage].Enqueue(entry);
            Count(entry, stage, isGone: false);
        }

        internal ShareWindow Done(long now)
        {
            for (int i = 0; i < _queues.Length; i++)
            {
                while (!_queues[i].IsEmpty && now - _queues[i].Peek().Position >= _stages[i].End)
                {
                    Move(i);
                }
            }

            return new(_stages, [.. _queues], _weights.ToImmutable())
            {
                Latest = _latest,
                Blocks = _blocks,
                Total = _total,
            };
        }

        private void Move(int stage)
        {
            _queues[stage] = _queues[stage].Dequeue(out ShareEntry entry);
            Count(entry, stage, isGone: true);
            if (stage + 1 < _queues.Length)
            {
                Put(entry, stage + 1);
            }
        }

        private void Count(ShareEntry entry, int stage, bool isGone)
        {
            if (_stages[stage].Shift is null)
            {
                return;
            }

            ulong weight = _stages[stage].WeightOf(entry);
            _blocks += isGone ? -1 : 1;
            foreach (ByteString script in entry.Scripts.AsSpan())
            {
                UInt128 had = _weights.GetValueOrDefault(script);
                UInt128 has = isGone ? had - weight : had + weight;
                _total = isGone ? _total - weight : _total + weight;
                if (has == 0)
                {
                    _weights.Remove(script);
                }
                else
                {
                    _weights[script] = has;
                }
            }
        }
    }
}

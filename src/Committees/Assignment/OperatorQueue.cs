using System.Buffers.Binary;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>The queue of a draw: who is next, lap by lap.</summary>
/// <remarks>
/// Holds places in the eligible list, not operators, so that "is in this committee" is one comparison. A
/// whole draw takes one step a seat, one a skip and one shuffle a lap; a committee skips at most as many as
/// it has seats.
/// </remarks>
internal sealed class OperatorQueue(Sequence<OperatorId> eligible, Hash32 seed, int rounds)
{
    private readonly int[] _queue = new int[eligible.Count];

    // The committee, counted from 1, in which each was seated last; 0 for nobody's.
    private readonly int[] _seatedIn = new int[eligible.Count];
    private readonly List<int> _skipped = [];
    private int _head = eligible.Count;
    private ulong _laps;
    private int _committee = 1;

    /// <summary>Fills a committee's seats in order.</summary>
    /// <param name="seats">At most the number of eligible operators.</param>
    public Sequence<OperatorId> TakeDistinct(int seats)
    {
        var members = new OperatorId[seats];
        for (int seat = 0; seat < seats; seat++)
        {
            int place = TakeFirstOutsideCommittee();
            _seatedIn[place] = _committee;
            members[seat] = eligible[place];
        }

        PutBackSkipped();
        _committee++;
        return new([.. members]);
    }

    private int TakeFirstOutsideCommittee()
    {
        if (_head == _queue.Length)
        {
            Refill();
        }

        while (_seatedIn[_queue[_head]] == _committee)
        {
            _skipped.Add(_queue[_head]);
            _head++;
            Invariant.Holds(_head < _queue.Length, "Whoever is not in the committee stands in a fresh lap.");
        }

        return _queue[_head++];
    }

    private void Refill()
    {
        Invariant.Holds(_skipped.Count == 0, "A committee is filled from at most two laps.");
        for (int i = 0; i < _queue.Length; i++)
        {
            _queue[i] = i;
        }

        SwapOrNot.Shuffle(_queue, LapSeed(_laps), rounds);
        _laps++;
        _head = 0;
    }

    /// <summary>Gives those who were passed over the first places again, in their order.</summary>
    private void PutBackSkipped()
    {
        // The places before the head are vacant: at least as many as were skipped, for skipping moved the
        // head too.
        _head -= _skipped.Count;
        _skipped.CopyTo(_queue, _head);
        _skipped.Clear();
    }

    private Hash32 LapSeed(ulong lap)
    {
        // seed (32) | lap (8, little-endian)
        Span<byte> text = stackalloc byte[Hash32.Size + sizeof(ulong)];
        seed.CopyTo(text);
        BinaryPrimitives.WriteUInt64LittleEndian(text[Hash32.Size..], lap);
        return Hash32.Sha256(text);
    }
}

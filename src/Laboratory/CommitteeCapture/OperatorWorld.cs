using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>Operators, who holds which share, and what the adversary has seen of each version.</summary>
/// <remarks>
/// A version is one committee's sharing of one key. A share counts as seen once its holder was the
/// adversary's while holding it; t of one version are the key, however old the version is.
/// </remarks>
internal sealed class OperatorWorld
{
    private readonly SeededGenerator _random;
    private readonly bool[] _isCorrupt;
    private readonly int[] _order;
    private readonly List<Version>[] _holds;
    private readonly long[] _cameOn;
    private readonly ulong _corruption;
    private readonly ulong _recovery;
    private readonly ulong _leaving;
    private readonly ulong _erasure;
    private long _day;

    /// <summary>Begins with as many operators taken over as there are in the long run.</summary>
    internal OperatorWorld(int operators, MobileAdversary adversary, SeededGenerator random)
    {
        _random = random;
        _isCorrupt = new bool[operators];
        _order = [.. Enumerable.Range(0, operators)];
        _holds = [.. Enumerable.Range(0, operators).Select(static _ => new List<Version>())];
        _cameOn = new long[operators];
        _corruption = Scaled(adversary.Corruption);
        _recovery = Scaled(adversary.Recovery);
        _leaving = Scaled(adversary.Leaving);
        _erasure = Scaled(adversary.Erasure);
        ulong stationary = (ulong)Math.Min(
            adversary.StationaryPart * 18446744073709551615.0, 18446744073709549568.0);
        for (int i = 0; i < operators; i++)
        {
            _isCorrupt[i] = random.NextUInt64() < stationary;
        }
    }

    /// <summary>The operators that the adversary holds now.</summary>
    internal int Corrupt => _isCorrupt.Count(static c => c);

    /// <summary>How many of a version's members are the adversary's now.</summary>
    internal int CorruptMembers(Version version)
    {
        int corrupt = 0;
        foreach (int member in version.Members)
        {
            corrupt += _isCorrupt[member] ? 1 : 0;
        }

        return corrupt;
    }

    /// <summary>
    /// Draws a committee and deals a new version to it; every set is as likely as any other.
    /// </summary>
    internal Version Draw(int seats)
    {
        var version = new Version(seats, _day);
        for (int i = 0; i < seats; i++)
        {
            int j = i + _random.NextBelow(_order.Length - i);
            (_order[i], _order[j]) = (_order[j], _order[i]);
            int member = _order[i];
            version.Members[i] = member;
            if (_isCorrupt[member])
            {
                version.Seen++;
            }
            else
            {
                _holds[member].Add(version);
            }
        }

        return version;
    }

    /// <summary>A day passes.</summary>
    internal void Pass()
    {
        _day++;
        for (int i = 0; i < _isCorrupt.Length; i++)
        {
            if (_random.NextUInt64() < _leaving)
            {
                _holds[i].Clear();
                _isCorrupt[i] = false;
                _cameOn[i] = _day;
            }
            else if (_isCorrupt[i])
            {
                _isCorrupt[i] = _random.NextUInt64() >= _recovery;
                continue;
            }
            else if (_random.NextUInt64() < _corruption)
            {
                TakeOver(i);
            }
        }
    }

    /// <summary>The committee has handed over: honest members erase, or do not.</summary>
    internal void HandOver(Version version)
    {
        foreach (int member in version.Members)
        {
            if (_holds[member].Contains(version) && _random.NextUInt64() < _erasure)
            {
                _holds[member].Remove(version);
            }
        }
    }

    /// <summary>
    /// The members who left since the draw, or who are the adversary's now: they do not deal.
    /// </summary>
    internal int NotDealing(Version version) => version.Members.Count(m =>
        _isCorrupt[m] || _cameOn[m] > version.DrawnOn);

    private static ulong Scaled(Ratio chance) => (ulong)BigInteger.Min(
        (chance * Ratio.FromInteger(BigInteger.One << 64)).Floor(), ulong.MaxValue);

    private void TakeOver(int number)
    {
        _isCorrupt[number] = true;
        foreach (Version version in _holds[number])
        {
            version.Seen++;
        }

        _holds[number].Clear();
    }

    /// <summary>One committee's sharing of the key.</summary>
    internal sealed class Version(int seats, long drawnOn)
    {
        /// <summary>The days that had passed when it was drawn.</summary>
        internal long DrawnOn { get; } = drawnOn;

        internal int[] Members { get; } = new int[seats];

        internal int Seen { get; set; }
    }
}

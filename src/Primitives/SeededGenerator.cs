using System.Buffers.Binary;

namespace TrustlessPools.Primitives;

/// <summary>A stream of random numbers that its seed and stream number determine for ever.</summary>
/// <remarks>
/// Reads <see cref="Philox"/> at counters 0, 1, 2, …; for simulations and tests, never for secrets.
/// </remarks>
public sealed class SeededGenerator
{
    private readonly (uint A, uint B) _key;
    private readonly ulong _stream;
    private ulong _counter;
    private Philox.Block _block;
    private bool _secondHalf;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">What the user names to repeat a run.</param>
    /// <param name="stream">Which of the independent streams of the seed.</param>
    public SeededGenerator(ulong seed, ulong stream = 0)
    {
        _key = (unchecked((uint)seed), (uint)(seed >> 32));
        _stream = stream;
    }

    /// <summary>The next 64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        if (_secondHalf)
        {
            _secondHalf = false;
            return ((ulong)_block.D << 32) | _block.C;
        }

        _block = Philox.At(
            new(
                unchecked((uint)_counter),
                (uint)(_counter >> 32),
                unchecked((uint)_stream),
                (uint)(_stream >> 32)),
            _key);
        _counter++;
        _secondHalf = true;
        return ((ulong)_block.B << 32) | _block.A;
    }

    /// <summary>A uniform number below <paramref name="bound"/>, without bias.</summary>
    /// <param name="bound">Positive.</param>
    /// <remarks>Lemire, "Fast Random Integer Generation in an Interval", 2019, algorithm 5.</remarks>
    public ulong NextBelow(ulong bound)
    {
        Invariant.Holds(bound > 0, "A random number is drawn from a non-empty range.");
        UInt128 product = (UInt128)NextUInt64() * bound;
        ulong threshold = unchecked(0 - bound) % bound;
        while (unchecked((ulong)product) < threshold)
        {
            product = (UInt128)NextUInt64() * bound;
        }

        return (ulong)(product >> 64);
    }

    /// <summary>A uniform number below <paramref name="bound"/>, without bias.</summary>
    public int NextBelow(int bound) => (int)NextBelow((ulong)bound);

    /// <summary>True in <paramref name="numerator"/> of <paramref name="denominator"/> cases.</summary>
    public bool NextChance(ulong numerator, ulong denominator) => NextBelow(denominator) < numerator;

    /// <summary>Fills a span with random bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            int length = Math.Min(word.Length, bytes.Length);
            word[..length].CopyTo(bytes);
            bytes = bytes[length..];
        }
    }

    /// <summary>Brings a list into uniform random order.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

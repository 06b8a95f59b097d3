using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>Cuts a file's bytes into its parts as they come: a magic, then parts with lengths.</summary>
/// <param name="layout">Which file it is to be.</param>
/// <remarks>Spec: docs/spec/verification.md#files.</remarks>
public sealed class FrameFeed(FrameLayout layout)
{
    private const int LengthSize = sizeof(uint);

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _hasMagic;

    /// <summary>Why the file is refused; null as long as it is not.</summary>
    public Refusal? Flaw { get; private set; }

    /// <summary>How many parts were taken.</summary>
    public ulong Taken { get; private set; }

    private ReadOnlySpan<byte> Held => _bytes.AsSpan(_start, _end - _start);

    /// <summary>The head of a file: its magic.</summary>
    public static byte[] Head(FrameLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.Magic.ToArray();
    }

    /// <summary>A part as it stands in a file, its length in front.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> part)
    {
        var bytes = new byte[LengthSize + part.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)part.Length);
        part.CopyTo(bytes.AsSpan(LengthSize));
        return bytes;
    }

    /// <summary>Takes the bytes that come next.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _bytes.Length)
        {
            // What was taken makes room first; no more is ever held than a part and what came with it.
            int held = _end - _start;
            byte[] room = held + bytes.Length > _bytes.Length
                ? new byte[Math.Max(2 * _bytes.Length, held + bytes.Length)]
                : _bytes;
            Held.CopyTo(room);
            (_bytes, _start, _end) = (room, 0, held);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes the next part, if all of it has come.</summary>
    /// <param name="part">Valid until more bytes are added.</param>
    /// <returns>False when more bytes must come, or when the file is refused.</returns>
    public bool TryTake(out ReadOnlySpan<byte> part)
    {
        part = default;
        if (Flaw is not null || !TryTakeMagic() || Held.Length < LengthSize)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(Held);
        int most = Taken == 0 ? layout.FirstMax : layout.OthersMax;
        if (length == 0 || length > (uint)most)
        {
            Flaw = VerificationRefusals.WrongLength(Taken, length, most);
            return false;
        }

        if (Held.Length - LengthSize < (int)length)
        {
            return false;
        }

        part = Held.Slice(LengthSize, (int)length);
        _start += LengthSize + (int)length;
        Taken++;
        return true;
    }

    /// <summary>Says that no more bytes come, when all parts were taken that did.</summary>
    /// <returns>Why the file is refused, or null.</returns>
    public Refusal? End() => Flaw ??= Held.Length > 0 || Taken == 0
        ? VerificationRefusals.TruncatedFile(Taken)
        : null;

    /// <summary>Refuses the file for what the part just taken is.</summary>
    internal void RefuseTaken(string what) => Flaw = VerificationRefusals.MalformedPart(Taken - 1, what);

    /// <summary>Refuses the file.</summary>
    internal void Refuse(Refusal flaw) => Flaw = flaw;

    private bool TryTakeMagic()
    {
        if (_hasMagic)
        {
            return true;
        }

        ReadOnlySpan<byte> magic = layout.Magic.AsSpan();
        ReadOnlySpan<byte> found = Held[..Math.Min(Held.Length, magic.Length)];
        if (!magic.StartsWith(found))
        {
            Flaw = VerificationRefusals.WrongMagic(Hex.Format(found), Hex.Format(magic));
            return false;
        }

        _hasMagic = found.Length == magic.Length;
        _start += _hasMagic ? magic.Length : 0;
        return _hasMagic;
    }
}

/// <summary>What a file begins with, and how long its parts may be.</summary>
/// <param name="Magic">The first bytes; they name the format and its version.</param>
/// <param name="FirstMax">The most bytes of the first part.</param>
/// <param name="OthersMax">The most bytes of every other part; 0 where there is none.</param>
public sealed record FrameLayout(ByteString Magic, int FirstMax, int OthersMax);

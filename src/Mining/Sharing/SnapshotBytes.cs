using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Snapshots as bytes, for stores.</summary>
/// <remarks>
/// In Bitcoin's serialisation: next (8), whether there is a tip (1), tip (32), the times behind their number
/// (4 each), the entries behind theirs: position (8), weight (8), scripts behind their number, each behind
/// its length.
/// </remarks>
public static class SnapshotBytes
{
    private const int EntrySizeLeast = 17;

    /// <summary>Writes a snapshot.</summary>
    public static ByteString Encode(SharingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var writer = new BitcoinWriter();
        writer.WriteUInt64(snapshot.Next.Value);
        writer.WriteByte(snapshot.Tip is null ? (byte)0 : (byte)1);
        writer.Write((snapshot.Tip ?? default).ToArray());
        writer.WriteCompactSize((ulong)snapshot.Times.Count);
        foreach (uint time in snapshot.Times)
        {
            writer.WriteUInt32(time);
        }

        writer.WriteCompactSize((ulong)snapshot.Entries.Count);
        foreach (ShareEntry entry in snapshot.Entries)
        {
            Write(writer, entry);
        }

        return new(writer.Written);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <returns>Null for anything else.</returns>
    public static SharingSnapshot? TryDecode(ReadOnlySpan<byte> bytes)
    {
        var reader = new BitcoinReader(bytes);
        var next = new Height(reader.ReadUInt64());
        byte hasTip = reader.ReadByte();
        ReadOnlySpan<byte> tip = reader.Read(Hash32.Size);
        uint[] times = new uint[reader.ReadCount(sizeof(uint))];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = reader.ReadUInt32();
        }

        var entries = new ShareEntry[reader.ReadCount(EntrySizeLeast)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadEntry(ref reader);
        }

        return reader.HasFlaw || !reader.Rest.IsEmpty || hasTip > 1
            ? null
            : new(next, hasTip == 1 ? new Hash32(tip) : null, [.. times], [.. entries]);
    }

    private static void Write(BitcoinWriter writer, ShareEntry entry)
    {
        writer.WriteUInt64((ulong)entry.Position);
        writer.WriteUInt64(entry.Weight);
        writer.WriteCompactSize((ulong)entry.Scripts.Count);
        foreach (ByteString script in entry.Scripts)
        {
            writer.WriteSized(script.AsSpan());
        }
    }

    private static ShareEntry ReadEntry(ref BitcoinReader reader)
    {
        long position = (long)reader.ReadUInt64();
        ulong weight = reader.ReadUInt64();
        var scripts = new ByteString[reader.ReadCount(sizeLeast: 1)];
        for (int i = 0; i < scripts.Length; i++)
        {
            scripts[i] = new(reader.ReadSized());
        }

        return new(position, weight, [.. scripts]);
    }
}

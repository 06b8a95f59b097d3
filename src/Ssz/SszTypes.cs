using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>The schemas of the common types.</summary>
public static class SszTypes
{
    /// <summary>An unsigned number of 8 bits.</summary>
    public static SszType<ulong> Uint8 { get; } = new SszUint(1);

    /// <summary>An unsigned number of 16 bits.</summary>
    public static SszType<ulong> Uint16 { get; } = new SszUint(2);

    /// <summary>An unsigned number of 32 bits.</summary>
    public static SszType<ulong> Uint32 { get; } = new SszUint(4);

    /// <summary>The same for who keeps it in 32 bits.</summary>
    public static SszType<uint> Number32 { get; } = Uint32.As(static v => (uint)v, static n => n);

    /// <summary>An unsigned number of 64 bits.</summary>
    public static SszType<ulong> Uint64 { get; } = new SszUint(8);

    /// <summary>A truth value in one byte.</summary>
    public static SszType<bool> Boolean { get; } = new SszBoolean();

    /// <summary>32 bytes.</summary>
    public static SszType<Hash32> Hash32 { get; } =
        ByteVector(Primitives.Hash32.Size).As(
            static b => new Hash32(b.AsSpan()), static h => new(h.ToArray()));

    /// <summary>A beacon slot.</summary>
    public static SszType<Slot> Slot { get; } = Uint64.As(static v => new Slot(v), static s => s.Value);

    /// <summary>A beacon epoch.</summary>
    public static SszType<Epoch> Epoch { get; } = Uint64.As(static v => new Epoch(v), static e => e.Value);

    /// <summary>A pool chain tick.</summary>
    public static SszType<Tick> Tick { get; } = Uint64.As(static v => new Tick(v), static t => t.Value);

    /// <summary>A term.</summary>
    public static SszType<Term> Term { get; } = Uint64.As(static v => new Term(v), static t => t.Value);

    /// <summary>A height of the pool chain.</summary>
    public static SszType<Height> Height { get; } = Uint64.As(static v => new Height(v), static h => h.Value);

    /// <summary>An amount in Gwei.</summary>
    public static SszType<Gwei> Gwei { get; } = Uint64.As(static v => new Gwei(v), static g => g.Value);

    /// <summary>A validator's index.</summary>
    public static SszType<ValidatorIndex> ValidatorIndex { get; } =
        Uint64.As(static v => new ValidatorIndex(v), static i => i.Value);

    /// <summary>An operator's number; zero decodes as nobody.</summary>
    public static SszType<OperatorId> OperatorId { get; } =
        Uint32.As(static v => new OperatorId((uint)v), static o => o.Value);

    /// <summary>A pool's number.</summary>
    public static SszType<PoolId> PoolId { get; } =
        Uint32.As(static v => new PoolId((uint)v), static p => p.Value);

    /// <summary>Exactly <paramref name="length"/> bytes.</summary>
    public static SszType<ByteString> ByteVector(int length) => new SszByteVector(length);

    /// <summary>Up to <paramref name="limit"/> bytes.</summary>
    public static SszType<ByteString> ByteList(int limit) => new SszByteList(limit);

    /// <summary>Exactly <paramref name="length"/> bits.</summary>
    public static SszType<BitString> Bitvector(int length) => new SszBitvector(length);

    /// <summary>Up to <paramref name="limit"/> bits.</summary>
    public static SszType<BitString> Bitlist(int limit) => new SszBitlist(limit);

    /// <summary>Up to <paramref name="limit"/> characters of UTF-8.</summary>
    public static SszType<string> Text(int limit) => ByteList(limit).As(
        static b => System.Text.Encoding.UTF8.GetString(b.AsSpan()),
        static s => new ByteString(System.Text.Encoding.UTF8.GetBytes(s)),
        static b => System.Text.Unicode.Utf8.IsValid(b.AsSpan()));

    /// <summary>Exactly <paramref name="length"/> elements.</summary>
    public static SszType<Sequence<T>> Vector<T>(SszType<T> element, int length)
        where T : notnull => new SszVector<T>(element, length);

    /// <summary>Up to <paramref name="limit"/> elements.</summary>
    public static SszType<Sequence<T>> List<T>(SszType<T> element, int limit)
        where T : notnull => new SszList<T>(element, limit);

    /// <summary>
    /// Up to <paramref name="limit"/> elements, for big state: the bytes, root and JSON of
    /// <see cref="List{T}(SszType{T}, int)"/>.
    /// </summary>
    /// <param name="element">The schema of an element; a list is made with the very same.</param>
    /// <param name="limit">The most elements, 1 to 2^62; no list has more than 2^31 - 1.</param>
    public static SszMerkleList<T, TMeasure> MerkleList<T, TMeasure>(SszType<T> element, long limit)
        where T : notnull
        where TMeasure : struct, IMeasure<T, TMeasure> => new(element, limit);

    /// <inheritdoc cref="MerkleList{T, TMeasure}(SszType{T}, long)"/>
    public static SszMerkleList<T, Unmeasured<T>> MerkleList<T>(SszType<T> element, long limit)
        where T : notnull => new(element, limit);

    /// <summary>A container of fixed-size fields, hashed as the vector of its bytes.</summary>
    /// <param name="container">The container, of at most 1024 bytes.</param>
    public static SszType<T> Packed<T>(SszContainer<T> container)
        where T : notnull => new SszPacked<T>(container);

    /// <summary>A value or none, as a list of at most one element.</summary>
    public static SszType<Optional<T>> Optional<T>(SszType<T> element)
        where T : notnull => List(element, 1).As(
            static list => list.Count == 0 ? default : new Optional<T>(list[0]),
            static option => option.HasValue ? [option.Value] : Sequence<T>.Empty);
}

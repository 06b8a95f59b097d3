using System.Collections.Immutable;
using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A block, or the state after it, as paths name it.</summary>
/// <remarks>
/// <c>head</c>, <c>genesis</c>, <c>finalized</c>, <c>justified</c> (states only), a slot, or <c>0x</c> and a
/// root: that of the block for a block, that of the state for a state. The default value is the head and
/// valid.
/// </remarks>
public readonly record struct BlockId
{
    private static readonly ImmutableArray<string> Words = ["head", "genesis", "finalized", "justified"];

    private readonly string? _text;

    // The head is the default value, and there is but one of it.
    private BlockId(string text) => _text = text == Words[0] ? null : text;

    /// <summary>The head of the chain.</summary>
    public static BlockId Head => default;

    /// <summary>The genesis.</summary>
    public static BlockId Genesis { get; } = new("genesis");

    /// <summary>The last finalized checkpoint.</summary>
    public static BlockId Finalized { get; } = new("finalized");

    /// <summary>The last justified checkpoint, of states only.</summary>
    public static BlockId Justified { get; } = new("justified");

    /// <summary>The block, or the state, of a slot on the canonical chain.</summary>
    public static BlockId At(Slot slot) => new(slot.ToString());

    /// <summary>The block, or the state, with a root.</summary>
    public static BlockId Of(Hash32 root) => new(root.ToString());

    /// <summary>Reads the text of a path.</summary>
    public static bool TryParse(string text, out BlockId id)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isRoot = PathText.IsHex(text, Hash32.Size);
        bool isSlot = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong slot);
        bool isWord = Words.Contains(text);
        id = isRoot ? Of(Hash32.Parse(text)) : isSlot ? At(new(slot)) : isWord ? new(text) : default;
        return isRoot || isSlot || isWord;
    }

    /// <summary>Gets the slot, when the block is named by it.</summary>
    public bool TryGetSlot(out Slot slot)
    {
        bool isSlot = ulong.TryParse(
            _text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
        slot = new(number);
        return isSlot;
    }

    /// <summary>Gets the root, when the block is named by it.</summary>
    public bool TryGetRoot(out Hash32 root)
    {
        bool isRoot = _text?.StartsWith("0x", StringComparison.Ordinal) is true;
        root = isRoot ? Hash32.Parse(_text!) : default;
        return isRoot;
    }

    public override string ToString() => _text ?? Words[0];
}

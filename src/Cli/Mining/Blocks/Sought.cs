using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>A block that is to be judged, and where the window before it is.</summary>
/// <param name="File">The pool.</param>
/// <param name="Raw">The block; null for the one of the height in the store.</param>
/// <param name="Height">Its height; null for the one that its coinbase says, or the next one.</param>
/// <param name="Folder">Where the store is.</param>
/// <param name="Window">A window as a file.</param>
internal sealed record Sought(RuleFile File, RawBlock? Raw, uint? Height, string? Folder, string? Window)
{
    /// <summary>The block, and the state in which it is judged.</summary>
    /// <exception cref="UsageException">Something is not said, or said twice.</exception>
    /// <exception cref="RefusedException">The store does not have it.</exception>
    internal (SharingState State, RawBlock Raw) Find()
    {
        if (Folder is not null && Window is not null)
        {
            throw new UsageException(MiningRefusals.TwoWindows());
        }

        if (Folder is not null)
        {
            using MiningStore store = StoredPool.OpenToRead(Folder, File);
            return FindIn(store);
        }

        RawBlock raw = Raw ?? throw new UsageException(MiningRefusals.NoBlock(
            "a block as the argument or by --hash, or --height with --data-dir"));
        return (Window is null ? SharingState.Begin(File.Rule) : WindowFile.Read(Window, File.Rule), raw);
    }

    private (SharingState State, RawBlock Raw) FindIn(MiningStore store)
    {
        if (Raw is { } raw)
        {
            Height at = Height is { } given ? new(given) : HeightOf(raw, store);
            return (StoredPool.StateAt(store, File, at), raw);
        }

        if (Height is not { } height)
        {
            throw new UsageException(MiningRefusals.NoBlock("a block as the argument, --hash, or --height"));
        }

        StoredStep? step = StoredPool.Steps(store, File).FirstOrDefault(s => s.Before.Next.Value == height);
        return step is null
            ? throw new RefusedException(MiningRefusals.NotFollowed(
                height, $"{store.First} to below {store.Next}, as in the store"))
            : (step.Before, new(null, step.Stored.Block.Coinbase));
    }

    private static Height HeightOf(RawBlock raw, MiningStore store)
    {
        BlockHeight? said = CoinbaseHeight.TryRead(raw.Coinbase.Inputs[0].ScriptSig.AsSpan());
        return said is { } height && height.Value >= store.First.Value && height.Value <= store.Next.Value
            ? new(height.Value)
            : store.Next;
    }
}

using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.MiningNode.Syncing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>A pool as far as the store on disk has followed it.</summary>
internal static class StoredPool
{
    private const string FileName = "mining.db";

    /// <summary>Opens the store of a rule, or makes it.</summary>
    /// <exception cref="MiningStoreException">It is of something else, in use, or damaged.</exception>
    internal static MiningStore Open(string folder, RuleFile file)
    {
        Directory.CreateDirectory(folder);
        return MiningStore.Open(Path.Combine(folder, FileName), OwnerOf(file));
    }

    /// <summary>Opens the store of a rule to read, also beside a process that follows.</summary>
    /// <exception cref="MiningStoreException">It is not there, of something else, or damaged.</exception>
    internal static MiningStore OpenToRead(string folder, RuleFile file) =>
        MiningStore.OpenToRead(Path.Combine(folder, FileName), OwnerOf(file));

    /// <summary>The blocks of the store, each with the state before it and what the rule says.</summary>
    internal static IEnumerable<StoredStep> Steps(MiningStore store, RuleFile file)
    {
        SharingState state = Before(store, file);
        foreach (StoredBlock stored in store.Blocks())
        {
            SharingStep step = state.Apply(stored.Block);
            yield return new(stored, state, step);
            state = step.State;
        }
    }

    /// <summary>
    /// The state that the block of a height was judged in; the last one for the next block.
    /// </summary>
    /// <exception cref="RefusedException">The store does not reach there.</exception>
    internal static SharingState StateAt(MiningStore store, RuleFile file, Height height)
    {
        SharingState state = Before(store, file);
        if (height < state.Next || height > store.Next)
        {
            throw new RefusedException(MiningRefusals.NotFollowed(
                height.Value, $"{state.Next} to {store.Next}, as the store has them"));
        }

        return height == state.Next
            ? state
            : Steps(store, file).First(s => s.Step.State.Next == height).Step.State;
    }

    private static MiningStoreOwner OwnerOf(RuleFile file) => new(
        file.Network.Name, file.Rule.Identify().ToString(), SharingState.FirstOf(file.Rule));

    private static SharingState Before(MiningStore store, RuleFile file) =>
        new SharingChainRule(file.Rule).BaseOf(store);
}

/// <summary>A block of the store.</summary>
/// <param name="Stored">The block.</param>
/// <param name="Before">The state that it was judged in.</param>
/// <param name="Step">What it did.</param>
internal sealed record StoredStep(StoredBlock Stored, SharingState Before, SharingStep Step);

using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>A rule that goes along a chain: pure functions over an immutable state.</summary>
/// <typeparam name="TState">The state before a block.</typeparam>
public interface IChainRule<TState>
{
    /// <summary>The state before the first block that is followed.</summary>
    TState Begin();

    /// <summary>The state that bytes were made of, under the same rule.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave.</param>
    /// <param name="state">The state.</param>
    /// <returns>False for anything else.</returns>
    bool TryDecode(ByteString bytes, [MaybeNullWhen(false)] out TState state);

    /// <summary>The bytes of a state.</summary>
    ByteString Encode(TState state);

    /// <summary>Goes on by a block.</summary>
    /// <returns>The state after it, and what the rule says of it, for whoever reads the store.</returns>
    (TState State, ByteString Judgement) Apply(TState state, MinedBlock block);
}

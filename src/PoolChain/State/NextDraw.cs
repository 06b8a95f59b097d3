using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>
/// The draw of committees that comes next, from collecting keys to the mix that decides it.
/// </summary>
/// <param name="Term">Whose committees are drawn.</param>
/// <param name="Window">How long keys have been collected, and by whom.</param>
/// <param name="Keys">The encryption keys posted for it, in the operators' order.</param>
/// <param name="Frozen">What no longer changes: who is eligible, and which mix decides.</param>
/// <param name="AreSparesUsed">
/// True once a replacement has used the keys that are posted beside the draw's.
/// </param>
public sealed record NextDraw(
    Term Term,
    StepWindow Window,
    Sequence<PostedKeys> Keys,
    Optional<FrozenDraw> Frozen,
    bool AreSparesUsed)
{
    public static SszContainer<NextDraw> Ssz { get; } = SszContainer.Of<NextDraw>()
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field("window", StepWindow.Ssz, static x => x.Window)
        .Field("keys", SszTypes.List(PostedKeys.Ssz, NetworkGenesis.OperatorsMax), static x => x.Keys)
        .Field("frozen", SszTypes.Optional(FrozenDraw.Ssz), static x => x.Frozen)
        .Field("are_spares_used", SszTypes.Boolean, static x => x.AreSparesUsed)
        .Build(static v => new(
            v.Take<Term>(),
            v.Take<StepWindow>(),
            v.Take<Sequence<PostedKeys>>(),
            v.Take<Optional<FrozenDraw>>(),
            v.Take<bool>()));

    /// <summary>The draw for a term, open for keys from this tick on.</summary>
    public static NextDraw For(Term term, Tick tick) => 
        new(term, new StepWindow(tick, []), [], default, AreSparesUsed: false);

    /// <summary>An operator's keys, or null when it has posted none.</summary>
    public PostedKeys? KeysOf(OperatorId id)
    {
        foreach (PostedKeys keys in Keys.AsSpan())
        {
            if (keys.Operator == id)
            {
                return keys;
            }
        }

        return null;
    }

    /// <summary>This draw with an operator's keys put in their place.</summary>
    public NextDraw With(PostedKeys keys) =>
        this with { Keys = Keys.Append(keys).OrderBy(static k => k.Operator).ToSequence() };
}

/// <summary>The encryption keys of one operator for one term, by attempt.</summary>
public sealed record PostedKeys(OperatorId Operator, Sequence<G1Bytes> Keys)
{
    public static SszContainer<PostedKeys> Ssz { get; } = SszContainer.Of<PostedKeys>()
        .Field("operator", SszTypes.OperatorId, static x => x.Operator)
        .Field("keys", SszTypes.List(G1Bytes.Ssz, 2 * CeremonyWindows.AttemptsMax), static x => x.Keys)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<Sequence<G1Bytes>>()));
}

/// <summary>A draw whose eligible operators no longer change.</summary>
/// <param name="Eligible">In ascending order; each has posted keys.</param>
/// <param name="MixEpoch">The epoch whose mix decides; it begins after the freeze. None for the genesis
/// seed.</param>
/// <param name="Mix">The mix, once it is certified to be final.</param>
/// <param name="Pools">For which pools, in ascending order.</param>
public sealed record FrozenDraw(
    Sequence<OperatorId> Eligible, Optional<Epoch> MixEpoch, Optional<Hash32> Mix, Sequence<PoolId> Pools)
{
    public static SszContainer<FrozenDraw> Ssz { get; } = SszContainer.Of<FrozenDraw>()
        .Field(
            "eligible", SszTypes.List(SszTypes.OperatorId, NetworkGenesis.OperatorsMax), static x =>
                x.Eligible)
        .Field("mix_epoch", SszTypes.Optional(SszTypes.Epoch), static x => x.MixEpoch)
        .Field("mix", SszTypes.Optional(SszTypes.Hash32), static x => x.Mix)
        .Field("pools", SszTypes.List(SszTypes.PoolId, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Build(static v => new(
            v.Take<Sequence<OperatorId>>(),
            v.Take<Optional<Epoch>>(),
            v.Take<Optional<Hash32>>(),
            v.Take<Sequence<PoolId>>()));
}

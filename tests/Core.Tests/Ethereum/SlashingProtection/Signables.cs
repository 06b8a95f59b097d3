using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>Votes and blocks of which only what slashing protection looks at matters.</summary>
internal static class Signables
{
    public static readonly Hash32 RootA = Hash32.Sha256("a"u8);
    public static readonly Hash32 RootB = Hash32.Sha256("b"u8);

    public static AttestationData Vote(ulong source, ulong target, ulong slot = 0) => new(
        new Slot(slot), 0, default, new(new Epoch(source), default), new(new Epoch(target), default));

    public static BeaconBlockHeader Block(ulong slot) =>
        new(new Slot(slot), new ValidatorIndex(0), default, default, default);

    public static AttestationWatermark Voted(ulong source, ulong target, Optional<Hash32> root = default) =>
        new(Source: new(source), Target: new(target), root);

    /// <summary>Asks without the bounds of a hand-over.</summary>
    public static (Decision Decision, SigningHistory Next) Ask(
        this SigningHistory history, AttestationData vote, Hash32 root) =>
        history.CheckAndRecord(vote, root, SigningWindow.Unbounded);

    /// <summary>Asks without the bounds of a hand-over.</summary>
    public static (Decision Decision, SigningHistory Next) Ask(
        this SigningHistory history, BeaconBlockHeader block, Hash32 root) =>
        history.CheckAndRecord(block, root, SigningWindow.Unbounded);

    /// <summary>Signs what must be valid, and goes on with the history that has it.</summary>
    public static SigningHistory Sign(this SigningHistory history, AttestationData vote, Hash32 root) =>
        AssertValid(history.Ask(vote, root));

    /// <summary>Signs what must be valid, and goes on with the history that has it.</summary>
    public static SigningHistory Sign(this SigningHistory history, BeaconBlockHeader block, Hash32 root) =>
        AssertValid(history.Ask(block, root));

    private static SigningHistory AssertValid((Decision Decision, SigningHistory Next) outcome)
    {
        Assert.IsType<Decision.Valid>(outcome.Decision);
        return outcome.Next;
    }
}

using TrustlessPools.Ledger.Delegation;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// What every rule needs beside the state: the network's constants, and a memo of checks already made.
/// </summary>
public sealed class ChainRules
{
    /// <summary>The rules of a network.</summary>
    /// <param name="genesis">Without flaw.</param>
    /// <param name="memo">Spares repeated verification; never changes a result.</param>
    public ChainRules(NetworkGenesis genesis, Memo memo)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        Genesis = genesis;
        Memo = memo;
        Network = NetworkGenesis.Ssz.HashTreeRoot(genesis);
        Clock = new(genesis.Parameters);
        Money = genesis.Money.Parameters.ToRules();
    }

    /// <summary>What the network began with.</summary>
    public NetworkGenesis Genesis { get; }

    /// <summary>The network's identity: the root of its genesis.</summary>
    public Hash32 Network { get; }

    /// <summary>Ticks, slots and moments.</summary>
    public ChainClock Clock { get; }

    /// <summary>The constants of the network's money.</summary>
    public DelegationParameters Money { get; }

    /// <summary>Checks already made.</summary>
    public Memo Memo { get; }

    internal TermSchedule Terms => Genesis.Parameters.Terms;

    internal CeremonyWindows Windows => Genesis.Parameters.Windows;

    internal ulong SlotsPerEpoch => Genesis.Parameters.SlotsPerEpoch;
}

/// <summary>What an operation comes to.</summary>
public abstract record OperationOutcome
{
    private OperationOutcome()
    {
    }

    /// <summary>It applies; the state after it.</summary>
    public sealed record Accepted(ChainState State) : OperationOutcome;

    /// <summary>It does not apply and changes nothing; a block that holds it is invalid.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="MayApplyLater">True when a later state may accept it, so that it is worth keeping for a
    /// while.</param>
    public sealed record Rejected(Refusal Refusal, bool MayApplyLater) : OperationOutcome;

    internal static OperationOutcome Reject(string reason, string supplied, string permitted) =>
        Reject(new(reason, supplied, permitted));

    internal static OperationOutcome Reject(Refusal refusal) => new Rejected(refusal, MayApplyLater: false);

    internal static OperationOutcome RejectForNow(string reason, string supplied, string permitted) =>
        new Rejected(new(reason, supplied, permitted), MayApplyLater: true);
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>A ledger whose stakers delegate: all money, and who decides and earns by it.</summary>
/// <param name="Ledger">All money, and whose it is.</param>
/// <param name="Delegation">Pools and snapshots.</param>
public sealed record DelegatedLedger(LedgerState Ledger, DelegationState Delegation)
{
    public static SszContainer<DelegatedLedger> Ssz { get; } = SszContainer.Of<DelegatedLedger>()
        .Field("ledger", LedgerState.Ssz, static x => x.Ledger)
        .Field("delegation", DelegationState.Ssz, static x => x.Delegation)
        .Build(static v => new(v.Take<LedgerState>(), v.Take<DelegationState>()));

    /// <summary>True from a boundary until <see cref="BeginEpoch"/>; nothing else is done then.</summary>
    internal bool IsBoundaryDue(DelegationParameters parameters) =>
        parameters.EpochOf(Ledger.Now) > Delegation.Epoch;

    /// <summary>Counts an operation on its owner's account, so that it is not applied twice.</summary>
    internal DelegatedLedger Counting(Accounts.AccountId id, ulong number)
    {
        int place = (int)id.Value;
        Accounts.Account actor = Ledger.Accounts[place];
        return this with
        {
            Ledger = Ledger with
            {
                Accounts = Ledger.Accounts.With(place, actor with { Operations = number + 1 }),
            },
        };
    }

    /// <summary>What an account could spend at once, rewards included.</summary>
    internal Gwei BalanceOf(Accounts.AccountId id) =>
        Ledger.Accounts[(int)id.Value].Free + Ledger.Accounts[(int)id.Value].Earned;
}

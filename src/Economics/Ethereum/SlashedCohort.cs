using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>Slashed validators whose stake is free in the same epoch; they always have the same.</summary>
internal sealed class SlashedCohort(Epoch withdrawableEpoch)
{
    internal Epoch WithdrawableEpoch => withdrawableEpoch;

    /// <summary>How many of them are still active.</summary>
    internal ulong Active { get; set; }
}

/// <summary>What each of some slashed validators has.</summary>
internal sealed class SlashedStanding(Gwei balance, Gwei effectiveBalance)
{
    internal Gwei Balance { get; private set; } = balance;

    internal Gwei EffectiveBalance { get; private set; } = effectiveBalance;

    internal SlashedStanding Copy() => new(Balance, EffectiveBalance);

    /// <summary>Takes a penalty, at most what is there.</summary>
    internal void Charge(Gwei penalty) => Balance = Balance.MinusOrZero(penalty);

    internal void UpdateEffectiveBalance() =>
        EffectiveBalance = EffectiveBalances.Next(EffectiveBalance, Balance, EffectiveBalances.Max);
}

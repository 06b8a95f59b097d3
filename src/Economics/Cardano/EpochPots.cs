using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>Where an epoch's rewards come from, before any pool is looked at.</summary>
/// <param name="FromReserves">dR1: what leaves the reserves.</param>
/// <param name="Pot">The fees and what left the reserves.</param>
/// <param name="TreasuryCut">dT: the treasury's part of the pot.</param>
/// <remarks>Spec: docs/spec/delegation.md#pots. Source: cardano-ledger, PulsingReward.hs.</remarks>
public readonly record struct EpochPots(Lovelace FromReserves, Lovelace Pot, Lovelace TreasuryCut)
{
    /// <summary>R: what is left for pools.</summary>
    public Lovelace Rewards => Pot - TreasuryCut;

    /// <summary>Fills the pots.</summary>
    /// <param name="income">What the epoch brought.</param>
    /// <param name="parameters">With them, an epoch expects at least one block, or is federated.</param>
    public static EpochPots Of(EpochIncome income, RewardParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Ratio released = Ratio.Min(Ratio.One, Eta(income.Blocks, parameters)) * parameters.MonetaryExpansion;
        Lovelace fromReserves = income.Reserves.ScaleFloor(released);
        Lovelace pot = income.Fees + fromReserves;
        return new(fromReserves, pot, pot.ScaleFloor(parameters.TreasuryCut));
    }

    /// <summary>dR2: what returns to the reserves, since no pool earned it.</summary>
    /// <param name="paid">All rewards, also those of accounts that are not registered; at most R.</param>
    public Lovelace BackToReserves(Lovelace paid)
    {
        Invariant.Holds(paid <= Rewards, "Pools are paid at most the rewards of the epoch.");
        return Rewards - paid;
    }

    /// <summary>The blocks that pools made, as a part of those expected; may exceed 1.</summary>
    /// <param name="blocks">All blocks of pools in the epoch.</param>
    /// <param name="parameters">With them, an epoch expects at least one block, or is federated.</param>
    public static Ratio Eta(int blocks, RewardParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.IsFederated)
        {
            return Ratio.One;
        }

        Invariant.Holds(blocks >= 0, "A number of blocks is not negative.");
        Invariant.Holds(parameters.ExpectedBlocks > 0, "At least one block is expected in an epoch.");
        return new(blocks, parameters.ExpectedBlocks);
    }
}

/// <summary>What fills an epoch's pots.</summary>
/// <param name="Reserves">The reserves before the update.</param>
/// <param name="Fees">The fees of the epoch.</param>
/// <param name="Blocks">All blocks that pools made in the epoch.</param>
public readonly record struct EpochIncome(Lovelace Reserves, Lovelace Fees, int Blocks);

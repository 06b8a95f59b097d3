using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>Judges deposits and exits.</summary>
internal static class OperationIntake
{
    /// <summary>144 million ETH, more than there is: sums of balances stay far below 64 bits.</summary>
    private static readonly Gwei SupplyMax = new(1UL << 57);

    /// <summary>Takes a deposit, as the deposit contract would.</summary>
    internal static Outcome Apply(BeaconChain chain, DepositData deposit)
    {
        if (deposit.Amount < SpecConstants.MinDepositAmount)
        {
            return new(chain, new DepositTooSmall(deposit.Amount, SpecConstants.MinDepositAmount), []);
        }

        Gwei permitted = SupplyMax.MinusOrZero(DepositedOf(chain));
        if (deposit.Amount > permitted)
        {
            return new(chain, new DepositTooLarge(deposit.Amount, PermittedUpTo: permitted), []);
        }

        return new(
            chain with
            {
                Deposits = chain.Deposits.Add(new(deposit, chain.DepositCount)),
                DepositCount = chain.DepositCount + 1,
            },
            Refusal: null,
            []);
    }

    /// <summary>
    /// Takes an exit that is valid in the current state; one that waits already is taken as well.
    /// </summary>
    internal static Outcome Apply(BeaconChain chain, SignedVoluntaryExit exit)
    {
        ValidatorIndex leaving = exit.Message.ValidatorIndex;
        Refusal? refusal = chain.IsResident(leaving)
            ? new ResidentValidator(leaving)
            : ProcessVoluntaryExit.RefusalOf(chain.State, exit, chain.Surroundings.Verify);
        bool isWaiting = chain.Exits.Any(e => e.Message.ValidatorIndex == leaving);
        return refusal is not null || isWaiting
            ? new(chain, refusal, [])
            : new(chain with { Exits = chain.Exits.Add(exit) }, Refusal: null, []);
    }

    /// <summary>All ether that the chain holds or will.</summary>
    private static Gwei DepositedOf(BeaconChain chain)
    {
        var total = new Gwei(0);
        foreach (Gwei balance in chain.State.Balances.AsSpan())
        {
            total += balance;
        }

        foreach (PendingDeposit deposit in chain.State.PendingDeposits.AsSpan())
        {
            total += deposit.Amount;
        }

        foreach (DepositRequest request in chain.Deposits.AsSpan())
        {
            total += request.Contents.Amount;
        }

        return total;
    }
}

using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.Containers;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>Judges deposits and exits.</summary>
internal static class OperationIntake
{
    /// <summary>Takes a deposit, as the deposit contract would.</summary>
    internal static Outcome Apply(BeaconChain chain, DepositData deposit)
    {
        if (deposit.Amount < SpecConstants.MinDepositAmount)
        {
            return new(chain, new DepositTooSmall(deposit.Amount, SpecConstants.MinDepositAmount), []);
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

    /// <summary>Takes an exit that is valid in the current state; one that waits already is taken as well.</summary>
    internal static Outcome Apply(BeaconChain chain, SignedVoluntaryExit exit)
    {
        Refusal? refusal = ProcessVoluntaryExit.RefusalOf(chain.State, exit, chain.Surroundings.Verify);
        bool isWaiting = chain.Exits.Any(e => e.Message.ValidatorIndex == exit.Message.ValidatorIndex);
        return refusal is not null || isWaiting
            ? new(chain, refusal, [])
            : new(chain with { Exits = chain.Exits.Add(exit) }, Refusal: null, []);
    }
}

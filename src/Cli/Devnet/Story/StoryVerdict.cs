using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>Judges whether money went where the rules say, to the Gwei.</summary>
internal static class StoryVerdict
{
    /// <summary>What an account's locks have earned and not yet paid.</summary>
    internal static Gwei Pending(AccountDocument account) =>
        account.Locks.Aggregate(default(Gwei), static (sum, l) => sum + l.Earned);

    /// <summary>Each of the two ways to stake must have earned something.</summary>
    /// <param name="pending">What the lock behind a drawn pool has earned.</param>
    /// <param name="staker">The account, on which there is only what delegation has paid.</param>
    internal static IEnumerable<string> OfRewards(Gwei pending, AccountDocument staker)
    {
        if (pending.Value == 0)
        {
            yield return "the lock behind a drawn pool has earned nothing";
        }

        if (staker.Earned.Value == 0)
        {
            yield return "delegation has paid nothing";
        }
    }

    /// <summary>
    /// When all locks are paid and no reward is collected, the staker has what there was first.
    /// </summary>
    internal static IEnumerable<string> OfPrincipal(AccountDocument staker)
    {
        if (staker.Free != StoryPlan.StakerHas)
        {
            yield return $"the staker has {Amounts.Ether(staker.Free)} back, and not exactly "
                + Amounts.Ether(StoryPlan.StakerHas);
        }
    }

    /// <summary>
    /// The dead operator has paid its fines and holds no share; bonds are there, or burned.
    /// </summary>
    internal static IEnumerable<string> OfBonds(MoneyStory story, StorySight sight)
    {
        OperatorId dead = story.Dead.Value;
        OperatorStanding standing = sight.StandingOf(dead);
        if (sight.Serves(dead))
        {
            yield return $"operator {dead} is dead, and in a committee";
        }

        // Fines take a bond as far as it goes.
        if (standing.Fined.Value == 0 || standing.Bond > StoryPlan.Bond.MinusOrZero(standing.Fined))
        {
            yield return $"operator {dead} bonded {Amounts.Ether(StoryPlan.Bond)}, was fined "
                + $"{Amounts.Ether(standing.Fined)}, and has {Amounts.Ether(standing.Bond)} left";
        }

        if (sight.Collateral + sight.Funds.Burned != story.Plan.AllBonds)
        {
            yield return $"of {Amounts.Ether(story.Plan.AllBonds)} of bonds "
                + $"{Amounts.Ether(sight.Collateral)} are left and {Amounts.Ether(sight.Funds.Burned)} burned";
        }
    }
}

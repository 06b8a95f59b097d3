using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>What a devnet is made of.</summary>
/// <param name="Operators">Operator processes.</param>
/// <param name="Pools">Pools, each with a validator key of its own.</param>
/// <param name="Seats">Members of each committee.</param>
/// <param name="Threshold">Members that sign together.</param>
/// <param name="Terms">Terms to live through; in each of them every key is handed over.</param>
/// <param name="EpochsPerTerm">How long a committee serves.</param>
/// <param name="SecondsPerSlot">Length of a slot, of a chain that the devnet starts itself.</param>
/// <param name="DataDir">Where everything is kept; none for a temporary folder.</param>
/// <param name="BeaconNode"><c>embedded</c>, <c>lodestar</c>, or the address of a beacon node.</param>
/// <param name="HasMoney">Whether the money story is told.</param>
/// <param name="Withdrawal">Where the stake goes when it leaves; none on a chain of the devnet's own.</param>
internal sealed record DevnetOptions(
    int Operators,
    int Pools,
    int Seats,
    int Threshold,
    ulong Terms,
    ulong EpochsPerTerm,
    int SecondsPerSlot,
    string? DataDir,
    string BeaconNode,
    bool HasMoney,
    Optional<Hash32> Withdrawal)
{
    internal const int OperatorsMax = 64;
    internal const int PoolsMax = 32;
    internal const ulong EpochsPerTermMin = 4;

    // Bonds, a group and its pool come before the first draw, each in a block or two.
    private static readonly Duration Bonding = Duration.FromSeconds(40);

    /// <summary>The pools, with that of the story's named group.</summary>
    internal int AllPools => Pools + (HasMoney ? 1 : 0);

    /// <summary>What takes time before the first ceremony.</summary>
    internal Duration Preparation => HasMoney ? Bonding : default;

    /// <summary>True when the chain is somebody else's, on which stakes may be worth something.</summary>
    internal bool IsOnForeignChain => BeaconNode.Contains("://", StringComparison.Ordinal);

    /// <summary>Why no devnet can be made of this, or null.</summary>
    internal Refusal? Flaw()
    {
        if (Operators is < 4 or > OperatorsMax)
        {
            return new("BadOperators", $"{Operators} operators", $"4 to {OperatorsMax}");
        }

        if (Pools is < 1 or > PoolsMax)
        {
            return new("BadPools", $"{Pools} pools", $"1 to {PoolsMax}");
        }

        if (Seats < 4 || Seats > Operators)
        {
            return new("BadSeats", $"{Seats} seats", $"4 to {Operators}, the number of operators");
        }

        int least = Quorum.FaultsTolerated(Seats) + 1;
        if (Threshold < least || Threshold > Seats)
        {
            return new("BadThreshold", $"{Threshold} of {Seats}", $"{least} to {Seats}");
        }

        if (Terms is < 1 or > 1000)
        {
            return new("BadTerms", $"{Terms} terms", "1 to 1000");
        }

        if (IsOnForeignChain && !Withdrawal.HasValue)
        {
            return new(
                "NoWithdrawalAddress",
                "a chain of others",
                "--withdrawal-address with an address of the staker's own");
        }

        // A draw waits for finality and for the boundary before it; shorter terms would only be missed.
        if (EpochsPerTerm is < EpochsPerTermMin or > 1000)
        {
            return new("BadTermLength", $"{EpochsPerTerm} epochs per term", $"{EpochsPerTermMin} to 1000");
        }

        return SecondsPerSlot is < 1 or > 60
            ? new("BadSlotLength", $"{SecondsPerSlot} seconds per slot", "1 to 60")
            : HasMoney ? FlawOfStory() : null;
    }

    /// <summary>The story kills an operator, and goes on with the others.</summary>
    private Refusal? FlawOfStory()
    {
        if (IsOnForeignChain)
        {
            return new(
                "MoneyOnForeignChain",
                "--money on a chain of others",
                "--money on a chain of the devnet's own");
        }

        if (Seats >= Operators)
        {
            return new(
                "NobodyToReplace",
                $"{Seats} seats and {Operators} operators",
                $"at least {Seats + 1} operators");
        }

        return Threshold == Seats
            ? new(
                "NobodySpare",
                $"{Threshold} of {Seats} sign together",
                $"at most {Seats - 1}, for one is killed")
            : null;
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>What the money story begins with: rules that are fast enough to watch, and who has how much.
/// </summary>
/// <param name="Operators">How many there are.</param>
/// <param name="Seats">Of a drawn committee, at least 4; the named group has one less.</param>
/// <param name="LastTerm">The staker asks for the locks once this term's hand-overs are done.</param>
internal sealed record StoryPlan(int Operators, int Seats, Term LastTerm)
{
    /// <summary>The first drawn pool, which gets the staker's lock.</summary>
    internal static readonly PoolId LockedPool = new(1);

    private static readonly Gwei Ether = new(1_000_000_000);

    /// <summary>What an operator bonds in a fund.</summary>
    internal static readonly Gwei Bond = Ether;

    /// <summary>What the staker has at first.</summary>
    internal static readonly Gwei StakerHas = Ether * 100;

    /// <summary>What the staker puts in: one lock, and one more that is delegated.</summary>
    internal static readonly Gwei Principal = Gwei.ValidatorStake * 2;

    private static readonly Gwei OperatorHas = Ether * 3;

    /// <summary>
    /// One absence is forgiven, two in a row take a bond below the least one: 0.005 and 0.02 ETH of 1.
    /// </summary>
    private static readonly ReplacementParameters Strict = new()
    {
        Fines = new() { Base = new(5_000_000), Provable = 10, Silence = 1, Most = new(50_000_000) },
        MinimumBond = new(980_000_000),
    };

    /// <summary>All operators.</summary>
    internal IEnumerable<OperatorId> All =>
        Enumerable.Range(1, Operators).Select(static id => new OperatorId((uint)id));

    /// <summary>
    /// The named group: too small to fill a drawn committee, so that each of those has somebody else in it.
    /// </summary>
    internal Sequence<OperatorId> Group => All.Take(Seats - 1).ToSequence();

    /// <summary>The terms of the group: 5 % for its leader.</summary>
    internal static PoolTerms Terms => new(Pledge: default, Cost: default, Margin: 50_000);

    /// <summary>All that is ever bonded.</summary>
    internal Gwei AllBonds => Bond * ((ulong)Operators + (ulong)Group.Count);

    /// <summary>The money in the network's genesis.</summary>
    /// <param name="operators">Their public files.</param>
    /// <param name="staker">The staker's key.</param>
    /// <param name="credentials">Where the staker's stake goes.</param>
    /// <param name="validators">How many the beacon chain has.</param>
    internal static MoneyGenesis Genesis(
        Sequence<PublicIdentity> operators, G1Bytes staker, Hash32 credentials, int validators) => new(
        new MoneyParameters
        {
            Protocol = Protocol.Seed,
            Mode = BackingMode.Electra,
            UnlockDelay = 3,
            CollateralDelay = 8,
            RewardEpoch = 1,
            EvidenceWindow = 1,
            SlashingsVector = 64,
            IsMinimalChurn = true,
            NetworkStake = Gwei.ValidatorStake * (ulong)validators,
            TargetPools = 1,
            Replacement = new(Strict),
        },
        [
            .. operators.Select(static o => new Allocation(o.IdentityKey, default, OperatorHas)),
            new(staker, credentials, StakerHas),
        ]);
}

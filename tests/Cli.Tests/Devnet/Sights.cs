using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Tests.Devnet;

/// <summary>
/// Makes what the story sees: eight operators, a drawn pool of four seats, a group of three.
/// </summary>
internal static class Sights
{
    internal const string Backed = "backed";
    internal const string Exiting = "exiting";
    internal const string Released = "released";

    internal static readonly StoryPlan Plan = new(Operators: 8, Seats: 4, new Term(1));
    internal static readonly PoolId GroupPool = new(2);

    private static readonly FundId Common = new(0);
    private static readonly FundId Own = new(1);

    /// <summary>Nothing has happened, and the beacon chain has not begun.</summary>
    internal static StorySight Empty { get; } = new(
        default,
        [Pool(StoryPlan.LockedPool)],
        Enumerable.Range(1, 8).Select(static id => Operator((uint)id, default, default)).ToSequence(),
        new(
            "seed", default, Unit: Gwei.ValidatorStake, "1/100", UnlockDelay: 3, CollateralDelay: 8,
            BondMinimum: new(980_000_000), Burned: default, [Fund(Common, default)]),
        new(
            new(9), "seed", default, default, default, Free: StoryPlan.StakerHas, Earned: default,
            Held: default, 0, default, [], []),
        HaveAllAttested: false);

    /// <summary>The group has made its pool.</summary>
    internal static StorySight Founded { get; } = Empty with
    {
        Pools = [Pool(StoryPlan.LockedPool), Pool(GroupPool)],
        Funds = Empty.Funds with
        {
            Funds = [Fund(Common, default), Fund(Own, StoryPlan.Bond * 3, GroupPool)],
        },
    };

    /// <summary>All operators have bonded.</summary>
    internal static StorySight Bonded { get; } = Founded with
    {
        Operators = Enumerable.Range(1, 8)
            .Select(static id => Operator((uint)id, StoryPlan.Bond, default)).ToSequence(),
        Funds = Founded.Funds with
        {
            Funds = [Fund(Common, StoryPlan.Bond * 8), Fund(Own, StoryPlan.Bond * 3, GroupPool)],
        },
    };

    /// <summary>
    /// Both locks stand on keys, and operators 1, 2, 3 and 5 serve, of whom 5 is of no group.
    /// </summary>
    internal static StorySight Serving { get; } = (Bonded with
    {
        Slot = new(new Slot(5)),
        Pools = [Held(StoryPlan.LockedPool, 0, 0, 1, 2, 3, 5), Held(GroupPool, 0, 0, 1, 2, 3)],
        HaveAllAttested = true,
    }).WithLocks(Backed);

    /// <summary>Operator 5 is dead and out, and replaced with the first term.</summary>
    internal static StorySight Replaced { get; } = Serving.WithDead(fined: new(25_000_000)) with
    {
        Slot = new(new Slot(48)),
        Pools = [Held(StoryPlan.LockedPool, 1, 48, 1, 2, 3, 6), Held(GroupPool, 1, 48, 1, 2, 3)],
        Staker = Serving.WithLocks(Backed, earned: new(7_000)).Staker with { Earned = new(4_000) },
    };

    /// <summary>The sight with both locks.</summary>
    internal static StorySight WithLocks(
        this StorySight sight,
        string status,
        Gwei earned = default,
        Optional<Epoch> due = default) => sight with
    {
        Staker = sight.Staker with
        {
            Locks =
            [
                Lock(Common, StoryPlan.LockedPool, status, earned, due),
                Lock(Own, GroupPool, status, default, due),
            ],
        },
    };

    /// <summary>The sight with fines of operator 5, burned from its bond.</summary>
    internal static StorySight WithDead(this StorySight sight, Gwei fined) => sight with
    {
        Operators = sight.Operators
            .Select(o => o.Operator.Value == 5
                ? Operator(5, StoryPlan.Bond - fined, fined, "Absence at height 9")
                : o)
            .ToSequence(),
        Funds = sight.Funds with
        {
            Burned = fined,
            Funds =
            [
                Fund(Common, (StoryPlan.Bond * 8) - fined), .. sight.Funds.Funds.Skip(1),
            ],
        },
    };

    /// <summary>A pool with its committee.</summary>
    internal static PoolStatus Held(PoolId id, ulong term, ulong boundary, params uint[] members) =>
        Pool(id) with { Serving = new(Of(term, boundary, members)) };

    /// <summary>A committee.</summary>
    internal static CommitteeStatus Of(ulong term, ulong boundary, params uint[] members) =>
        new(new(term), members.Select(static m => new OperatorId(m)).ToSequence(), new(boundary));

    private static PoolStatus Pool(PoolId id) =>
        new(id, Seats: 4, Threshold: 3, default, default, default, default, default, default, default);

    private static OperatorDocument Operator(uint id, Gwei bond, Gwei fined, params string[] faults) => new(
        new(id),
        $"operator {id}",
        new(new(id), Bond: bond, Leaving: default, Fined: fined, default, faults.ToSequence()));

    private static FundDocument Fund(FundId id, Gwei collateral, params PoolId[] pools) => new(
        id, default, Margin: 0, Collateral: collateral, Reserved: default, Leaving: default, Surplus: default,
        Capacity: collateral.Value / 320_000_000, Held: 0, Backed: 0, Idle: 0, Exposed: 0, Shortfall: default,
        pools.ToSequence(), [], default);

    private static LockDocument Lock(
        FundId fund, PoolId pool, string status, Gwei earned, Optional<Epoch> due) => new(
        fund, 0, new(9), status, Earned: earned, Loss: default, IsSlashed: false, due, due, new(pool),
        default(Optional<G1Bytes>));
}

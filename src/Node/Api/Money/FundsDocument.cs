using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

/// <summary>All funds, and the constants by which their numbers are read.</summary>
/// <param name="Protocol">Which protocol the amounts speak of: <c>seed</c> or <c>today</c>.</param>
/// <param name="Now">The epoch that the ledger is in.</param>
/// <param name="Unit">What a lock holds.</param>
/// <param name="Ratio">The collateral that a unit of stake needs.</param>
/// <param name="UnlockDelay">Epochs from leaving the stake to its payment.</param>
/// <param name="CollateralDelay">Epochs in which leaving collateral stays chargeable.</param>
/// <param name="BondMinimum">The bond below which an operator is not drawn.</param>
/// <param name="Burned">What penalties and fines have burned, ever, of all funds.</param>
/// <param name="Funds">By their numbers.</param>
public sealed record FundsDocument(
    string Protocol,
    Epoch Now,
    Gwei Unit,
    string Ratio,
    ulong UnlockDelay,
    ulong CollateralDelay,
    Gwei BondMinimum,
    Gwei Burned,
    Sequence<FundDocument> Funds)
{
    /// <summary>The document.</summary>
    public static JsonShape<FundsDocument> Shape { get; } = JsonObject.Of<FundsDocument>()
        .Member("protocol", JsonShapes.Text, static x => x.Protocol)
        .Member("epoch", StatusShapes.Epoch, static x => x.Now)
        .Member("unit", StatusShapes.Gwei, static x => x.Unit)
        .Member("collateral_ratio", JsonShapes.Text, static x => x.Ratio)
        .Member("unlock_delay", JsonShapes.Number, static x => x.UnlockDelay)
        .Member("collateral_delay", JsonShapes.Number, static x => x.CollateralDelay)
        .Member("bond_minimum", StatusShapes.Gwei, static x => x.BondMinimum)
        .Member("burned", StatusShapes.Gwei, static x => x.Burned)
        .Member("funds", JsonShapes.List(FundDocument.Shape), static x => x.Funds)
        .Build(static m => new(
            Protocol: m.Take<string>(),
            m.Take<Epoch>(),
            Unit: m.Take<Gwei>(),
            Ratio: m.Take<string>(),
            UnlockDelay: m.Take<ulong>(),
            CollateralDelay: m.Take<ulong>(),
            BondMinimum: m.Take<Gwei>(),
            Burned: m.Take<Gwei>(),
            m.Take<Sequence<FundDocument>>()));

    /// <summary>The word for a protocol.</summary>
    public static string NameOf(Protocol protocol) => protocol is Ledger.Protocol.Seed ? "seed" : "today";

    /// <summary>All funds.</summary>
    internal static FundsDocument Of(MoneyParameters parameters, ChainState chain) => new(
        Protocol: NameOf(parameters.Protocol),
        chain.Money.Ledger.Now,
        Unit: parameters.Unit,
        Ratio: parameters.Ratio.ToString(),
        UnlockDelay: parameters.UnlockDelay,
        CollateralDelay: parameters.CollateralDelay,
        BondMinimum: parameters.BondMinimum,
        Burned: chain.Money.Ledger.Burned,
        chain.Money.Ledger.Funds.Select((f, i) => FundDocument.Of(parameters, chain, new((uint)i), f))
            .ToSequence());
}

/// <summary>A fund as the API tells it.</summary>
/// <param name="Fund">Its number.</param>
/// <param name="Leader">The account that opened it.</param>
/// <param name="Margin">That account's part of the rewards, in millionths.</param>
/// <param name="Collateral">All bonds.</param>
/// <param name="Reserved">What of them is owed already.</param>
/// <param name="Leaving">What of them is on its way out.</param>
/// <param name="Surplus">What of them may leave.</param>
/// <param name="Capacity">How many locks they can back.</param>
/// <param name="Held">Locks that are not paid out.</param>
/// <param name="Backed">Locks that are backed.</param>
/// <param name="Idle">Locks that wait for collateral.</param>
/// <param name="Exposed">Locks whose validator is active or on its way out.</param>
/// <param name="Shortfall">Losses that nobody's collateral has borne.</param>
/// <param name="Pools">The pools that stand on it.</param>
/// <param name="Bonds">Who has put up what.</param>
/// <param name="Delegation">Terms and outlook, where stakers delegate to it.</param>
public sealed record FundDocument(
    FundId Fund,
    AccountId Leader,
    ulong Margin,
    Gwei Collateral,
    Gwei Reserved,
    Gwei Leaving,
    Gwei Surplus,
    ulong Capacity,
    ulong Held,
    ulong Backed,
    ulong Idle,
    ulong Exposed,
    Gwei Shortfall,
    Sequence<PoolId> Pools,
    Sequence<FundBondDocument> Bonds,
    Optional<DelegationDocument> Delegation)
{
    /// <summary>The document.</summary>
    public static JsonShape<FundDocument> Shape { get; } = JsonObject.Of<FundDocument>()
        .Member("fund", StatusShapes.Fund, static x => x.Fund)
        .Member("leader", StatusShapes.Account, static x => x.Leader)
        .Member("margin_millionths", JsonShapes.Number, static x => x.Margin)
        .Member("collateral", StatusShapes.Gwei, static x => x.Collateral)
        .Member("reserved", StatusShapes.Gwei, static x => x.Reserved)
        .Member("leaving", StatusShapes.Gwei, static x => x.Leaving)
        .Member("surplus", StatusShapes.Gwei, static x => x.Surplus)
        .Member("capacity", JsonShapes.Number, static x => x.Capacity)
        .Member("held", JsonShapes.Number, static x => x.Held)
        .Member("backed", JsonShapes.Number, static x => x.Backed)
        .Member("idle", JsonShapes.Number, static x => x.Idle)
        .Member("exposed", JsonShapes.Number, static x => x.Exposed)
        .Member("shortfall", StatusShapes.Gwei, static x => x.Shortfall)
        .Member("pools", JsonShapes.List(StatusShapes.Pool), static x => x.Pools)
        .Member("bonds", JsonShapes.List(FundBondDocument.Shape), static x => x.Bonds)
        .OptionalMember("delegation", DelegationDocument.Shape, static x => x.Delegation)
        .Build(static m => new(
            m.Take<FundId>(),
            m.Take<AccountId>(),
            Margin: m.Take<ulong>(),
            Collateral: m.Take<Gwei>(),
            Reserved: m.Take<Gwei>(),
            Leaving: m.Take<Gwei>(),
            Surplus: m.Take<Gwei>(),
            Capacity: m.Take<ulong>(),
            Held: m.Take<ulong>(),
            Backed: m.Take<ulong>(),
            Idle: m.Take<ulong>(),
            Exposed: m.Take<ulong>(),
            Shortfall: m.Take<Gwei>(),
            m.Take<Sequence<PoolId>>(),
            m.Take<Sequence<FundBondDocument>>(),
            m.Take<Optional<DelegationDocument>>()));

    internal static FundDocument Of(MoneyParameters parameters, ChainState chain, FundId id, Fund fund)
    {
        FundFigures figures = fund.Figures;
        LedgerParameters rules = parameters.ToRules().Ledger;
        return new(
            id,
            fund.Operator,
            Margin: fund.Margin,
            Collateral: figures.Collateral,
            Reserved: figures.Reservations.Amount,
            Leaving: figures.Bonds.Leaving,
            Surplus: Ledger.Collateral.Capacity.Surplus(figures, rules),
            Capacity: Ledger.Collateral.Capacity.Of(figures, rules),
            Held: figures.Locks.Held,
            Backed: figures.Locks.Backed,
            Idle: figures.Locks.Idle,
            Exposed: figures.Locks.Exposed,
            Shortfall: figures.Shortfall,
            chain.Pools.Where(p => p.Definition.Fund == id).Select(static p => p.Definition.Id)
                .ToSequence(),
            fund.Bonds.Select(b => FundBondDocument.Of(chain, b)).ToSequence(),
            DelegationDocument.Of(parameters, chain.Money.Books, id) is { } delegation
                ? new(delegation)
                : default);
    }
}

/// <summary>What one account has put up in a fund.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Operator">The operator whose account it is, if it is one's.</param>
/// <param name="Staying">What backs locks.</param>
/// <param name="Leaving">What is on its way out, and can still be charged.</param>
public sealed record FundBondDocument(
    AccountId Account, Optional<OperatorId> Operator, Gwei Staying, Gwei Leaving)
{
    /// <summary>The document.</summary>
    public static JsonShape<FundBondDocument> Shape { get; } = JsonObject.Of<FundBondDocument>()
        .Member("account", StatusShapes.Account, static x => x.Account)
        .OptionalMember("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("staying", StatusShapes.Gwei, static x => x.Staying)
        .Member("leaving", StatusShapes.Gwei, static x => x.Leaving)
        .Build(static m => new(
            m.Take<AccountId>(),
            m.Take<Optional<OperatorId>>(),
            Staying: m.Take<Gwei>(),
            Leaving: m.Take<Gwei>()));

    internal static FundBondDocument Of(ChainState chain, Bond bond)
    {
        OperatorEntry? entry = chain.Operators.FirstOrDefault(o => o.Account == bond.Operator);
        return new(
            bond.Operator,
            entry is null ? default : new(entry.Id),
            Staying: bond.Staying,
            Leaving: bond.Leaving);
    }
}

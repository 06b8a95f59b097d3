using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

/// <summary>The leverage of all funds and of those who opened them, as the ledger stands.</summary>
/// <param name="Protocol">Which protocol the numbers speak of: <c>seed</c> or <c>today</c>.</param>
/// <param name="Funds">Of all who have bonded in a fund, should they act as one.</param>
/// <param name="Accounts">Of each account that has opened funds, alone.</param>
public sealed record LeverageDocument(
    string Protocol, Sequence<FundLeverageDocument> Funds, Sequence<AccountLeverageDocument> Accounts)
{
    private const int PointsPerPowerOfTen = 3;

    /// <summary>The document.</summary>
    public static JsonShape<LeverageDocument> Shape { get; } = JsonObject.Of<LeverageDocument>()
        .Member("protocol", JsonShapes.Text, static x => x.Protocol)
        .Member("funds", JsonShapes.List(FundLeverageDocument.Shape), static x => x.Funds)
        .Member("accounts", JsonShapes.List(AccountLeverageDocument.Shape), static x => x.Accounts)
        .Build(static m => new(
            m.Take<string>(),
            m.Take<Sequence<FundLeverageDocument>>(),
            m.Take<Sequence<AccountLeverageDocument>>()));

    internal static LeverageDocument Of(MoneyParameters parameters, ChainState chain)
    {
        LedgerLeverageReport report = LedgerLeverage.Of(
            chain.Money.Ledger,
            parameters.ToRules().Ledger,
            static validators => LogAxis.Numbers(validators, PointsPerPowerOfTen));
        return new(
            FundsDocument.NameOf(parameters.Protocol),
            report.Funds.Map(static f => new FundLeverageDocument(
                f.Fund, f.Rows.Map(LeverageRowDocument.Of))),
            report.Operators.Map(static o => new AccountLeverageDocument(
                o.Operator, o.Rows.Map(LeverageRowDocument.Of))));
    }
}

/// <summary>The leverage of a fund.</summary>
/// <param name="Fund">Which.</param>
/// <param name="Rows">By the number of slashed validators; none without a validator.</param>
public sealed record FundLeverageDocument(FundId Fund, Sequence<LeverageRowDocument> Rows)
{
    /// <summary>The document.</summary>
    public static JsonShape<FundLeverageDocument> Shape { get; } = JsonObject.Of<FundLeverageDocument>()
        .Member("fund", StatusShapes.Fund, static x => x.Fund)
        .Member("rows", JsonShapes.List(LeverageRowDocument.Shape), static x => x.Rows)
        .Build(static m => new(m.Take<FundId>(), m.Take<Sequence<LeverageRowDocument>>()));
}

/// <summary>The leverage of an account over all funds that it has opened.</summary>
/// <param name="Account">Which.</param>
/// <param name="Rows">By the number of slashed validators; none without a validator.</param>
public sealed record AccountLeverageDocument(AccountId Account, Sequence<LeverageRowDocument> Rows)
{
    /// <summary>The document.</summary>
    public static JsonShape<AccountLeverageDocument> Shape { get; } =
        JsonObject.Of<AccountLeverageDocument>()
        .Member("account", StatusShapes.Account, static x => x.Account)
        .Member("rows", JsonShapes.List(LeverageRowDocument.Shape), static x => x.Rows)
        .Build(static m => new(m.Take<AccountId>(), m.Take<Sequence<LeverageRowDocument>>()));
}

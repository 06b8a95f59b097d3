using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

/// <summary>On which terms stakers delegate to a fund, and what one more lock would earn there.</summary>
/// <param name="Number">The delegated pool's number, counted apart from pools with keys.</param>
/// <param name="Operator">Who leads it.</param>
/// <param name="Terms">What holds now.</param>
/// <param name="NextTerms">What holds from the next boundary on.</param>
/// <param name="Epoch">The reward epoch that runs.</param>
/// <param name="RetiresAt">The reward epoch with which it ends, if that is announced.</param>
/// <param name="Now">What one more lock earns in an epoch at the present size.</param>
/// <param name="Saturated">Likewise at the size from which on more stake earns nothing more.</param>
public sealed record DelegationDocument(
    PoolId Number,
    AccountId Operator,
    PoolTerms Terms,
    Optional<PoolTerms> NextTerms,
    RewardEpoch Epoch,
    Optional<RewardEpoch> RetiresAt,
    SizeOutlook Now,
    SizeOutlook Saturated)
{
    private static readonly JsonShape<PoolTerms> TermsShape = JsonObject.Of<PoolTerms>()
        .Member("pledge", StatusShapes.Gwei, static x => x.Pledge)
        .Member("cost", StatusShapes.Gwei, static x => x.Cost)
        .Member("margin_millionths", JsonShapes.Number, static x => (ulong)x.Margin)
        .Build(static m => new(
            Pledge: m.Take<Gwei>(), Cost: m.Take<Gwei>(), StatusShapes.Narrow(m.Take<ulong>())));

    private static readonly JsonShape<RewardEpoch> EpochShape =
        JsonShapes.Number.As(static v => new RewardEpoch(v), static e => e.Value);

    private static readonly JsonShape<SizeOutlook> OutlookShape = JsonObject.Of<SizeOutlook>()
        .Member("stake", StatusShapes.Gwei, static x => x.Stake)
        .Member("reward", StatusShapes.Gwei, static x => x.Reward)
        .Member("average", StatusShapes.Gwei, static x => x.Average)
        .Member("with_one_more", StatusShapes.Gwei, static x => x.WithOneMore)
        .Member("marginal", StatusShapes.Gwei, static x => x.Marginal)
        .Build(static m => new(
            Stake: m.Take<Gwei>(),
            Reward: m.Take<Gwei>(),
            Average: m.Take<Gwei>(),
            WithOneMore: m.Take<Gwei>(),
            Marginal: m.Take<Gwei>()));

    /// <summary>The document.</summary>
    public static JsonShape<DelegationDocument> Shape { get; } = JsonObject.Of<DelegationDocument>()
        .Member("number", StatusShapes.Pool, static x => x.Number)
        .Member("operator", StatusShapes.Account, static x => x.Operator)
        .Member("terms", TermsShape, static x => x.Terms)
        .OptionalMember("next_terms", TermsShape, static x => x.NextTerms)
        .Member("reward_epoch", EpochShape, static x => x.Epoch)
        .OptionalMember("retires_at", EpochShape, static x => x.RetiresAt)
        .Member("now", OutlookShape, static x => x.Now)
        .Member("saturated", OutlookShape, static x => x.Saturated)
        .Build(static m => new(
            m.Take<PoolId>(),
            m.Take<AccountId>(),
            m.Take<PoolTerms>(),
            m.Take<Optional<PoolTerms>>(),
            m.Take<RewardEpoch>(),
            m.Take<Optional<RewardEpoch>>(),
            Now: m.Take<SizeOutlook>(),
            Saturated: m.Take<SizeOutlook>()));

    /// <summary>The delegated pool that stands on a fund, or null where nobody can delegate to it.</summary>
    internal static DelegationDocument? Of(MoneyParameters parameters, DelegatedLedger books, FundId fund)
    {
        DelegationState state = books.Delegation;
        for (int i = 0; i < state.Pools.Count; i++)
        {
            DelegatedPool pool = state.Pools[i];
            if (pool.Fund == fund && !pool.IsRetired(state.Epoch))
            {
                var id = new PoolId((uint)i);
                var outlook = PoolOutlook.Of(
                    parameters.ToRules(), books, id, unit: parameters.Unit, rewards: state.LastRewards);
                return new(
                    id,
                    pool.Operator,
                    pool.Terms,
                    pool.NextTerms,
                    state.Epoch,
                    pool.RetiresAt == RewardEpoch.FarFuture ? default : new(pool.RetiresAt),
                    outlook.Now,
                    outlook.Saturated);
            }
        }

        return null;
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

/// <summary>A pool and the money behind it, as the API tells it.</summary>
/// <param name="Pool">Its number.</param>
/// <param name="Kind"><see cref="Rotating"/> or <see cref="NamedGroup"/>.</param>
/// <param name="Fund">The fund that it stands on.</param>
/// <param name="Protocol">Which protocol the amounts speak of: <c>seed</c> or <c>today</c>.</param>
/// <param name="Seats">n.</param>
/// <param name="Threshold">t.</param>
/// <param name="Members">The named group, or who serves now.</param>
/// <param name="GroupKey">The validator's public key, once generated.</param>
/// <param name="Validator">What the operators' latest report says of the validator.</param>
/// <param name="State"><c>waiting</c> for a lock, <c>bound</c> to one, or <c>over</c>.</param>
/// <param name="Lock">The lock that its key stands on.</param>
/// <param name="Unit">What one lock holds.</param>
/// <param name="Standing">The fund that all pools on it share.</param>
public sealed record PoolDocument(
    PoolId Pool,
    string Kind,
    FundId Fund,
    string Protocol,
    ulong Seats,
    ulong Threshold,
    Sequence<OperatorId> Members,
    Optional<G1Bytes> GroupKey,
    Optional<ValidatorReport> Validator,
    string State,
    Optional<ulong> Lock,
    Gwei Unit,
    FundDocument Standing)
{
    /// <summary>Members are drawn anew every term.</summary>
    public const string Rotating = "rotating";

    /// <summary>Members are listed, and stay.</summary>
    public const string NamedGroup = "named group";

    /// <summary>The document.</summary>
    public static JsonShape<PoolDocument> Shape { get; } = JsonObject.Of<PoolDocument>()
        .Member("pool", StatusShapes.Pool, static x => x.Pool)
        .Member("kind", JsonShapes.Text, static x => x.Kind)
        .Member("fund", StatusShapes.Fund, static x => x.Fund)
        .Member("protocol", JsonShapes.Text, static x => x.Protocol)
        .Member("seats", JsonShapes.Number, static x => x.Seats)
        .Member("threshold", JsonShapes.Number, static x => x.Threshold)
        .Member("members", JsonShapes.List(StatusShapes.Operator), static x => x.Members)
        .OptionalMember("group_key", JsonShapes.Of(G1Bytes.Ssz), static x => x.GroupKey)
        .OptionalMember("validator", ValidatorReport.Shape, static x => x.Validator)
        .Member("state", JsonShapes.Text, static x => x.State)
        .OptionalMember("lock", JsonShapes.Number, static x => x.Lock)
        .Member("unit", StatusShapes.Gwei, static x => x.Unit)
        .Member("standing", FundDocument.Shape, static x => x.Standing)
        .Build(static m => new(
            m.Take<PoolId>(),
            Kind: m.Take<string>(),
            m.Take<FundId>(),
            Protocol: m.Take<string>(),
            Seats: m.Take<ulong>(),
            Threshold: m.Take<ulong>(),
            m.Take<Sequence<OperatorId>>(),
            m.Take<Optional<G1Bytes>>(),
            m.Take<Optional<ValidatorReport>>(),
            m.Take<string>(),
            m.Take<Optional<ulong>>(),
            m.Take<Gwei>(),
            m.Take<FundDocument>()));

    /// <summary>A list of them.</summary>
    public static JsonShape<Sequence<PoolDocument>> ListShape { get; } = JsonShapes.List(Shape);

    /// <summary>The stake behind the pool's fund: all its backed locks.</summary>
    public Gwei Stake => Unit * Standing.Backed;

    /// <summary>A pool that is there.</summary>
    internal static PoolDocument Of(MoneyParameters parameters, ChainState chain, PoolState pool)
    {
        PoolDefinition definition = pool.Definition;
        Fund fund = chain.Money.Ledger.Funds[(int)definition.Fund.Value];
        PoolReport? report = chain.Beacon.Pools.FirstOrDefault(r => r.Pool == definition.Id);
        return new(
            definition.Id,
            definition.Members.Count == 0 ? Rotating : NamedGroup,
            definition.Fund,
            Protocol: FundsDocument.NameOf(parameters.Protocol),
            Seats: (ulong)definition.Seats,
            Threshold: (ulong)definition.Threshold,
            MembersOf(pool),
            pool.GroupKey is { } key ? new(key) : default,
            report is null ? default : new(new ValidatorReport(report.Status.ToString(), report.Balance)),
            pool.IsOver ? "over" : pool.Stake.HasValue ? "bound" : "waiting",
            pool.Stake.TryGet(out PoolStake? stake) ? new(stake.Lock) : default,
            parameters.Unit,
            FundDocument.Of(parameters, chain, definition.Fund, fund));
    }

    private static Sequence<OperatorId> MembersOf(PoolState pool) =>
        pool.Definition.Members.Count > 0 ? pool.Definition.Members
        : pool.Serving.TryGet(out Tenure? serving) ? serving.Sharing.Members.Map(static m => m.Member)
        : [];
}

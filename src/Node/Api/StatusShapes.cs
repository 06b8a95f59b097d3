using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>Numbers of the API, not quoted, each with its unit.</summary>
internal static class StatusShapes
{
    internal static JsonShape<OperatorId> Operator { get; } =
        JsonShapes.Number.As(static v => new OperatorId(Narrow(v)), static o => (ulong)o.Value);

    internal static JsonShape<PoolId> Pool { get; } =
        JsonShapes.Number.As(static v => new PoolId(Narrow(v)), static p => (ulong)p.Value);

    internal static JsonShape<Slot> Slot { get; } = JsonShapes.Number.As(
        static v => new Slot(v), static s => s.Value);

    internal static JsonShape<Epoch> Epoch { get; } =
        JsonShapes.Number.As(static v => new Epoch(v), static e => e.Value);

    internal static JsonShape<Tick> Tick { get; } = JsonShapes.Number.As(
        static v => new Tick(v), static t => t.Value);

    internal static JsonShape<Term> Term { get; } = JsonShapes.Number.As(
        static v => new Term(v), static t => t.Value);

    internal static JsonShape<Height> Height { get; } =
        JsonShapes.Number.As(static v => new Height(v), static h => h.Value);

    internal static JsonShape<AccountId> Account { get; } =
        JsonShapes.Number.As(static v => new AccountId(Narrow(v)), static a => (ulong)a.Value);

    internal static JsonShape<FundId> Fund { get; } =
        JsonShapes.Number.As(static v => new FundId(Narrow(v)), static f => (ulong)f.Value);

    /// <summary>Quoted, as amounts are everywhere.</summary>
    internal static JsonShape<Gwei> Gwei { get; } = JsonShapes.Of(Ssz.SszTypes.Gwei);

    internal static uint Narrow(ulong value) => value <= uint.MaxValue
        ? (uint)value
        : throw new FormatException($"{value} is above {uint.MaxValue}.");
}

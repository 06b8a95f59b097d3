using Spectre.Console;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>Pools as a table: key, committees, ceremony.</summary>
internal static class PoolsTable
{
    internal static Table Of(IEnumerable<PoolStatus> pools)
    {
        Table table = new Table().RoundedBorder().Title("pools")
            .AddColumns("", "validator key", "validator", "committee", "ceremony");
        foreach (PoolStatus pool in pools)
        {
            table.AddRow(
                $"{pool.Pool}",
                pool.GroupKey.TryGet(out G1Bytes key) ? ShortKey(key) : "[dim]none yet[/]",
                pool.Validator.TryGet(out ValidatorReport? report)
                    ? $"{report.Status}, {Amounts.Ether(report.Balance)}"
                    : "-",
                Committee(pool),
                pool.Ceremony.TryGet(out CeremonyStatus? ceremony) ? Ceremony(ceremony) : "-");
        }

        return table;
    }

    /// <summary>The first bytes of a key: enough to tell keys apart by eye.</summary>
    internal static string ShortKey(G1Bytes key) => $"{key}"[..14] + "…";

    internal static string Members(IEnumerable<OperatorId> members) => string.Join(' ', members);

    internal static string Ceremony(CeremonyStatus ceremony)
    {
        string kind = ceremony.IsHandOver ? "hand-over" : "key generation";
        string retry = ceremony.Attempt > 0 ? $", attempt {ceremony.Attempt + 1}" : string.Empty;
        return $"{kind} to {Members(ceremony.Members)}: {ceremony.Step.ToLowerInvariant()}{retry}";
    }

    private static string Committee(PoolStatus pool)
    {
        if (!pool.Serving.TryGet(out CommitteeStatus? serving))
        {
            return "-";
        }

        return $"{Members(serving.Members)} [dim](term {serving.Term}, from slot {serving.Boundary})[/]";
    }
}

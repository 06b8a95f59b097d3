using System.Globalization;
using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// What is known of a running devnet, from what its operators tell. Each fact is told by many and counts
/// once.
/// </summary>
internal sealed class DevnetModel
{
    private readonly SortedDictionary<PoolId, PoolProgress> _pools = [];
    private readonly HashSet<string> _told = [];

    /// <summary>The latest status of any operator.</summary>
    internal NodeStatus? Status { get; private set; }

    /// <summary>The pools.</summary>
    internal IReadOnlyCollection<PoolProgress> Pools => _pools.Values;

    /// <summary>Operators that contradicted themselves, by their peers' word.</summary>
    internal int Equivocations { get; private set; }

    /// <summary>How the money stands; none where no story of it is told.</summary>
    internal MoneyStanding? Money { get; set; }

    /// <summary>Takes an operator's status; an older one than is known is of no use.</summary>
    internal void Take(NodeStatus status)
    {
        if (Status is { } known && status.Height < known.Height)
        {
            return;
        }

        Status = status;
        foreach (PoolStatus pool in status.Pools)
        {
            PoolOf(pool.Pool).Take(pool);
        }
    }

    /// <summary>Takes an event.</summary>
    /// <returns>What people should read, or null when it is nothing new or nothing for them.</returns>
    internal string? Take(OperatorId teller, EventDescription happened) => happened.Name switch
    {
        "key_generated" => Once(
            $"pool {Field(happened, "pool")}: key generated, {Field(happened, "group_key")[..14]}…"),
        "tenure_activated" => Activated(happened),
        "attempt_failed" => Once(
            $"pool {Field(happened, "pool")}: an attempt failed: {Field(happened, "reason")}",
            Field(happened, "attempt")),
        "fault" => Faulty(happened),
        "attestation_signed" => Signed(happened),
        "attestation_taken" => Attested(happened),
        "attestation_missed" => Missed(happened),
        "attestation_rejected" => Once(
            $"pool {Field(happened, "pool")}: attestation of slot {Field(happened, "slot")} rejected: "
            + Field(happened, "error")),
        "equivocation" => Equivocated(teller, happened),
        "signing_refused" => Once(
            $"pool {Field(happened, "pool")}: operator {teller} does not sign slot {Field(happened, "slot")}: "
            + Field(happened, "reason")),
        "bad_partial" => Once(
            $"pool {Field(happened, "pool")}: operator {Field(happened, "member")} sent a bad partial signature for slot "
            + Field(happened, "slot")),
        "deposit_signed" => Once(
            $"pool {Field(happened, "pool")}: deposit of {Field(happened, "amount_gwei")} Gwei signed"),
        _ => null,
    };

    /// <summary>A pool's progress.</summary>
    internal PoolProgress PoolOf(PoolId id)
    {
        if (!_pools.TryGetValue(id, out PoolProgress? pool))
        {
            _pools.Add(id, pool = new(id));
        }

        return pool;
    }

    /// <summary>Whose death is a story is fined in it, line by line.</summary>
    private string? Faulty(EventDescription happened)
    {
        string culprit = Field(happened, "culprit");
        bool isTold = Money is { } money && money.Dead.TryGet(out OperatorId dead) && $"{dead}" == culprit;
        return isTold
            ? null
            : Once($"operator {culprit}: {Field(happened, "kind")} at height {Field(happened, "height")}");
    }

    private string? Activated(EventDescription happened)
    {
        var term = new Term(ulong.Parse(Field(happened, "term"), CultureInfo.InvariantCulture));
        PoolOf(PoolIn(happened)).Activated(term);
        string what = term.Value == 0 ? "first committee" : "handed over to";
        return Once(
            $"pool {Field(happened, "pool")}: {what} {Field(happened, "members").Replace(',', ' ')} for term {term}, "
            + $"from slot {Field(happened, "boundary")}");
    }

    private string? Signed(EventDescription happened)
    {
        PoolOf(PoolIn(happened)).Signed(
            SlotIn(happened), new(long.Parse(Field(happened, "after_ms"), CultureInfo.InvariantCulture)));
        return null;
    }

    private string? Attested(EventDescription happened)
    {
        PoolOf(PoolIn(happened)).Attested(SlotIn(happened));
        return null;
    }

    private string? Missed(EventDescription happened)
    {
        PoolOf(PoolIn(happened)).Missing(SlotIn(happened));
        return null;
    }

    private string? Equivocated(OperatorId teller, EventDescription happened)
    {
        Equivocations++;
        return Once(
            $"operator {Field(happened, "peer")} contradicted itself, says operator {teller}: {Field(happened, "what")}");
    }

    private string? Once(string line, string? key = null) => _told.Add(key ?? line) ? line : null;

    private static PoolId PoolIn(EventDescription happened) =>
        new(uint.Parse(Field(happened, "pool"), CultureInfo.InvariantCulture));

    private static Slot SlotIn(EventDescription happened) =>
        new(ulong.Parse(Field(happened, "slot"), CultureInfo.InvariantCulture));

    private static string Field(EventDescription happened, string name) =>
        happened.Fields.First(f => f.Key == name).Value;
}

using TrustlessPools.Node.Hosting;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>Makes the API's documents from an operator's state.</summary>
internal static class StatusOf
{
    internal static NodeStatus Node(OperatorNode node)
    {
        OperatorState state = node.State;
        ChainState chain = state.Chain;
        ChainRules rules = node.Rules;
        Instant now = node.Now;
        Tick tick = rules.Clock.TickAt(now).TryGet(out Tick current) ? current : default;
        return new(
            rules.Network,
            rules.Genesis.Name,
            node.Self,
            chain.OperatorOf(node.Self)?.Record.Identity.Name ?? string.Empty,
            now,
            tick,
            rules.Clock.SlotAt(tick),
            rules.Clock.EpochAt(tick),
            chain.Term,
            chain.Height,
            state.Head.BlockRoot,
            node.BeaconNode,
            state.Beacon.Identity is not null,
            chain.Beacon.Checkpoint,
            chain.Operators.Select(static o => o.Record).Where(o => o.Id != node.Self)
                .Select(o => Peer(node, o)).ToSequence(),
            chain.Pools.Map(p => Pool(chain, p)),
            (ulong)chain.Faults.Count,
            chain.Voters.Map(static v => new VoterStatus(v.Id, v.IdentityKey)),
            OperatorStanding.Of(chain, node.Self) is { } standing ? new(standing) : default);
    }

    private static PeerStatus Peer(OperatorNode node, OperatorRecord peer) => new(
        peer.Id,
        peer.Identity.Name,
        peer.Identity.Address,
        node.Peers.IsConnected(peer.Id),
        node.State.PeerHeights.TryGetValue(peer.Id, out Height height) ? new(height) : default,
        (ulong)node.Peers.DroppedTo(peer.Id));

    private static PoolStatus Pool(ChainState chain, PoolState pool)
    {
        PoolReport? report = chain.Beacon.Pools.FirstOrDefault(r => r.Pool == pool.Definition.Id);
        Optional<Tenure> outgoing =
            pool.Settling.TryGet(out SettlingState? settling) ? settling.Outgoing : default;
        return new(
            pool.Definition.Id,
            (ulong)pool.Definition.Seats,
            (ulong)pool.Definition.Threshold,
            pool.Definition.WithdrawalCredentials,
            pool.GroupKey is { } key ? new(key) : default,
            report is null ? default : new(new ValidatorReport(report.Status.ToString(), report.Balance)),
            Committee(pool.Serving),
            Committee(outgoing),
            pool.Ceremony.TryGet(out CeremonyState? ceremony) ? new(Ceremony(ceremony)) : default,
            pool.LastFailure.TryGet(out FailedAttempt? failed) ? new(failed.Reason.ToString()) : default);
    }

    private static Optional<CommitteeStatus> Committee(Optional<Tenure> tenure) =>
        tenure.TryGet(out Tenure? held)
        ? new(new CommitteeStatus(held.Term, held.Sharing.Members.Map(static m => m.Member), held.Boundary))
        : default;

    private static CeremonyStatus Ceremony(CeremonyState ceremony) => new(
        ceremony.Context.IsHandOver,
        ceremony.Context.Id.Term,
        ceremony.Context.Id.Attempt,
        ceremony.Step.ToString(),
        (ulong)ceremony.Dealings.Count,
        (ulong)ceremony.Confirmed.Count,
        (ulong)ceremony.Fenced.Count,
        ceremony.Deadline,
        ceremony.Context.Recipients.Map(static r => r.Member));
}

using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>Whether an operator can do its duties now, and if not, why.</summary>
/// <param name="Problems">None when all is well.</param>
public sealed record Health(Sequence<string> Problems)
{
    private const ulong TicksBehindMax = 8;

    /// <summary>The document.</summary>
    public static JsonShape<Health> Shape { get; } = JsonObject.Of<Health>()
        .Member("ready", JsonShapes.Boolean, static x => x.IsReady)
        .Member("problems", JsonShapes.List(JsonShapes.Text), static x => x.Problems)
        .Build(static m =>
        {
            _ = m.Take<bool>();
            return new(m.Take<Sequence<string>>());
        });

    /// <summary>True when all is well.</summary>
    public bool IsReady => Problems.Count == 0;

    /// <summary>Looks at an operator.</summary>
    internal static Health Of(OperatorNode node)
    {
        var problems = new List<string>();
        OperatorState state = node.State;
        ChainState chain = state.Chain;
        if (state.Beacon.Identity is null)
        {
            problems.Add($"no beacon node has told which chain it follows; {node.BeaconNode} is asked");
        }

        int reached = 1 + chain.Operators.Count(o => o.Id != node.Self && node.Peers.IsConnected(o.Id));
        if (!Quorum.IsReached(reached, chain.Voters.Count))
        {
            problems.Add(
                $"{reached} of {chain.Voters.Count} operators are reached; {Quorum.Of(chain.Voters.Count)} are needed");
        }

        if (node.Rules.Clock.TickAt(node.Now).TryGet(out Tick tick) && tick > chain.Tick + TicksBehindMax)
        {
            problems.Add($"the latest block is of tick {chain.Tick}, and it is tick {tick}");
        }

        return new(problems.ToSequence());
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Hosting;

/// <summary>An operator of the network that speaks garbage over its own, authenticated connections.</summary>
public sealed class HostilePeerTests
{
    [Fact]
    public async Task Garbage_of_a_member_is_refused_by_name_counted_and_stops_nothing()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 3, seats: 3);
        NodePlan hostile = network.PlanOf(new OperatorId(4));
        await using PeerNetwork wire = await PeerNetwork.StartAsync(
            new(hostile.Self, hostile.Rules.Network, hostile.Keys.Certificate, hostile.Configuration.Listen),
            hostile.Rules.Genesis.Operators,
            new Deaf(),
            TimeProvider.System,
            NullLoggerFactory.Instance);
        await network.UntilAsync(
            () => network.Nodes.All(n => wire.IsConnected(n.Self)), "A connection to all");

        byte[] random = RandomNumberGenerator.GetBytes(10_000);
        ByteString[] garbage =
        [
            new([0xff]),
            new(random),
            new StatusMessage(Hash32.Sha256("another network"u8), new(7)).ToBytes(),
            new BodyRequest(Hash32.Sha256("nothing"u8)).ToBytes(),
            new BlocksRequest(new(ulong.MaxValue)).ToBytes(),
        ];
        for (int round = 0; round < 50; round++)
        {
            foreach (ByteString message in garbage)
            {
                foreach (OperatorNode node in network.Nodes)
                {
                    wire.Send(node.Self, message);
                }
            }
        }

        await network.UntilAsync(
            () => network.Nodes.All(static n =>
                n.State.Refusals.GetValueOrDefault("MalformedMessage") == 100
                && n.State.Refusals.GetValueOrDefault("OtherNetwork") == 50),
            "The refusals");
        await network.BeginChainAsync();
        await network.UntilAsync(
            () => network.Nodes.Any(
                static n => n.Events.Kept().Any(static e => e.Description.Name == "attestation_taken")),
            "An attestation of the three others");
        hostile.Keys.Dispose();
    }

    private sealed class Deaf : IPeerInbox
    {
        public ValueTask ReceiveAsync(OperatorId peer, ByteString message, CancellationToken cancel) =>
            default;

        public void Refuse(OperatorId peer, Refusal refusal)
        {
        }
    }
}

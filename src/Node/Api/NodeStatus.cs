using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.Api;

/// <summary>What an operator knows at one moment, as its API tells it. Holds no secret.</summary>
/// <param name="Network">The network's identity.</param>
/// <param name="NetworkName">Its name, for people.</param>
/// <param name="Operator">The operator's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Time">When, in milliseconds since the Unix epoch.</param>
/// <param name="Tick">The pool chain's time.</param>
/// <param name="Slot">The beacon chain's slot; none before its genesis.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Term">The term that the pool chain is in.</param>
/// <param name="Height">Of the pool chain's head.</param>
/// <param name="BlockRoot">Of the pool chain's head.</param>
/// <param name="BeaconNode">The beacon node that is asked first.</param>
/// <param name="IsBeaconKnown">True once a beacon node told which chain it follows.</param>
/// <param name="FinalizedEpoch">The latest one on which the operators agree.</param>
/// <param name="Peers">The other operators.</param>
/// <param name="Pools">The pools.</param>
/// <param name="Faults">How many faults the chain holds.</param>
/// <param name="Voters">Who votes on blocks, in the chain's order.</param>
/// <param name="Standing">What the operator has at stake, and its record.</param>
public sealed record NodeStatus(
    Hash32 Network,
    string NetworkName,
    OperatorId Operator,
    string Name,
    Instant Time,
    Tick Tick,
    Optional<Slot> Slot,
    Optional<Epoch> Epoch,
    Term Term,
    Height Height,
    Hash32 BlockRoot,
    string BeaconNode,
    bool IsBeaconKnown,
    Optional<Epoch> FinalizedEpoch,
    Sequence<PeerStatus> Peers,
    Sequence<PoolStatus> Pools,
    ulong Faults,
    Sequence<VoterStatus> Voters,
    Optional<OperatorStanding> Standing)
{
    /// <summary>The document.</summary>
    public static JsonShape<NodeStatus> Shape { get; } = JsonObject.Of<NodeStatus>()
        .Member("network", JsonShapes.Of(SszTypes.Hash32), static x => x.Network)
        .Member("network_name", JsonShapes.Text, static x => x.NetworkName)
        .Member("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("name", JsonShapes.Text, static x => x.Name)
        .Member("time", JsonShapes.SignedDigits, static x => x.Time.UnixMilliseconds)
        .Member("tick", StatusShapes.Tick, static x => x.Tick)
        .OptionalMember("slot", StatusShapes.Slot, static x => x.Slot)
        .OptionalMember("epoch", StatusShapes.Epoch, static x => x.Epoch)
        .Member("term", StatusShapes.Term, static x => x.Term)
        .Member("height", StatusShapes.Height, static x => x.Height)
        .Member("block_root", JsonShapes.Of(SszTypes.Hash32), static x => x.BlockRoot)
        .Member("beacon_node", JsonShapes.Text, static x => x.BeaconNode)
        .Member("beacon_known", JsonShapes.Boolean, static x => x.IsBeaconKnown)
        .OptionalMember("finalized_epoch", StatusShapes.Epoch, static x => x.FinalizedEpoch)
        .Member("peers", JsonShapes.List(PeerStatus.Shape), static x => x.Peers)
        .Member("pools", JsonShapes.List(PoolStatus.Shape), static x => x.Pools)
        .Member("faults", JsonShapes.Number, static x => x.Faults)
        .Member("voters", JsonShapes.List(VoterStatus.Shape), static x => x.Voters)
        .OptionalMember("standing", OperatorStanding.Shape, static x => x.Standing)
        .Build(static m => new(
            Network: m.Take<Hash32>(),
            NetworkName: m.Take<string>(),
            m.Take<OperatorId>(),
            Name: m.Take<string>(),
            new Instant(m.Take<long>()),
            m.Take<Tick>(),
            m.Take<Optional<Slot>>(),
            m.Take<Optional<Epoch>>(),
            m.Take<Term>(),
            m.Take<Height>(),
            BlockRoot: m.Take<Hash32>(),
            BeaconNode: m.Take<string>(),
            m.Take<bool>(),
            FinalizedEpoch: m.Take<Optional<Epoch>>(),
            m.Take<Sequence<PeerStatus>>(),
            m.Take<Sequence<PoolStatus>>(),
            m.Take<ulong>(),
            m.Take<Sequence<VoterStatus>>(),
            m.Take<Optional<OperatorStanding>>()));
}

/// <summary>An operator that votes on blocks.</summary>
/// <param name="Operator">Its number.</param>
/// <param name="Key">Its identity key.</param>
public sealed record VoterStatus(OperatorId Operator, G1Bytes Key)
{
    /// <summary>The document.</summary>
    public static JsonShape<VoterStatus> Shape { get; } = JsonObject.Of<VoterStatus>()
        .Member("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("identity_key", JsonShapes.Of(G1Bytes.Ssz), static x => x.Key)
        .Build(static m => new(m.Take<OperatorId>(), m.Take<G1Bytes>()));
}

/// <summary>Another operator as this one sees it.</summary>
/// <param name="Operator">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is.</param>
/// <param name="IsConnected">True while there is a connection.</param>
/// <param name="Height">How far its chain goes, by its own word.</param>
/// <param name="Dropped">Messages to it that were dropped because it was too slow.</param>
public sealed record PeerStatus(
    OperatorId Operator,
    string Name,
    string Address,
    bool IsConnected,
    Optional<Height> Height,
    ulong Dropped)
{
    /// <summary>The document.</summary>
    public static JsonShape<PeerStatus> Shape { get; } = JsonObject.Of<PeerStatus>()
        .Member("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("name", JsonShapes.Text, static x => x.Name)
        .Member("address", JsonShapes.Text, static x => x.Address)
        .Member("connected", JsonShapes.Boolean, static x => x.IsConnected)
        .OptionalMember("height", StatusShapes.Height, static x => x.Height)
        .Member("dropped", JsonShapes.Number, static x => x.Dropped)
        .Build(static m => new(
            m.Take<OperatorId>(),
            Name: m.Take<string>(),
            Address: m.Take<string>(),
            m.Take<bool>(),
            m.Take<Optional<Height>>(),
            m.Take<ulong>()));
}

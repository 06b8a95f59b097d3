using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>Every reason for which a node or its word is not used; docs/reasons.md lists them.</summary>
internal static class NodeRefusals
{
    internal static Refusal NodeUnreachable(Uri address, string why) => new(
        "NodeUnreachable", $"{address}: {why}", "a node that runs there and serves JSON-RPC");

    internal static Refusal NoAnswerInTime(Uri address, string method, TimeSpan timeout) => new(
        "NoAnswerInTime", $"{address}: nothing on {method}", $"an answer within {timeout.TotalSeconds} s");

    internal static Refusal UnreadableCookie(string path, string why) => new(
        "UnreadableCookie", $"{path}: {why}", "the cookie file that a running node keeps in its data folder");

    internal static Refusal WrongPassword(Uri address, string user) => new(
        "WrongPassword", $"user '{user}' at {address}", "the user and password, or cookie, of that node");

    internal static Refusal NodeForbids(Uri address) => new(
        "NodeForbids", $"{address}: 403", "a node that lets this machine in (its rpcallowip)");

    internal static Refusal NodeStarting(string said) =>
        new("NodeStarting", $"'{said}'", "a node that has started; ask again in a while");

    internal static Refusal NodeSyncing(Height blocks, Height headers) => new(
        "NodeSyncing", $"{blocks} blocks of {headers}", "a node that has caught up; ask again in a while");

    internal static Refusal NodeWithoutPeers(string said) => new(
        "NodeWithoutPeers", $"'{said}'", "a node that is connected, as its chain may be behind");

    internal static Refusal OtherNetwork(string supplied, string permitted) => new(
        "OtherNetwork", $"a node of network {supplied}", $"one of {permitted}");

    internal static Refusal BlockPruned(string supplied) => new(
        "BlockPruned", supplied, "a node that still has it: without prune, or that begins below");

    internal static Refusal NodeFailed(string method, RpcError error) => new(
        "NodeFailed", $"{method}: {error.Code} '{error.Message}'", "an answer");

    internal static Refusal AnswerTooLarge(string method, int permitted) =>
        new("AnswerTooLarge", $"more than that on {method}", $"{permitted} bytes");

    internal static Refusal MalformedAnswer(string method, string supplied, string permitted) =>
        new("MalformedAnswer", $"{method}: {supplied}", permitted);

    internal static Refusal OtherBlock(Hash32 supplied, Hash32 permitted) => new(
        "OtherBlock", $"a block with hash {Digest.Show(supplied)}", $"the one of {Digest.Show(permitted)}");

    internal static Refusal BlockRejected(string said) =>
        new("BlockRejected", $"a block of which the node says '{said}'", "a block that it accepts");

    internal static Refusal BlocksAreSigned(string network) => new(
        "BlocksAreSigned", $"a block to be made for {network}", "a network on which work alone makes a block");
}

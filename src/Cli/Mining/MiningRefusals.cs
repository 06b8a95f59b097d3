using System.Net;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining;

/// <summary>
/// Every reason for which the verbs of miners refuse arguments and files; docs/reasons.md lists them.
/// </summary>
internal static class MiningRefusals
{
    internal static Refusal BadNetwork(string supplied) => new(
        "BadNetwork", $"'{supplied}'", string.Join(", ", BitcoinNetwork.All.Select(static n => n.Name)));

    internal static Refusal BadNodeAddress(string supplied) =>
        new("BadNodeAddress", $"'{supplied}'", "an http address, such as http://127.0.0.1:8332");

    internal static Refusal BadPort(int supplied) =>
        new("BadPort", $"--port {supplied}", $"0 to {IPEndPoint.MaxPort}");

    internal static Refusal BadHex(string flaw) => new("BadHex", flaw, "pairs of hexadecimal digits");

    internal static Refusal BadHash(string supplied) =>
        new("BadHash", $"'{supplied}'", "64 hexadecimal digits");

    internal static Refusal BadChoice(string option, string supplied, IEnumerable<string> permitted) =>
        new("BadChoice", $"{option} '{supplied}'", string.Join(", ", permitted));

    internal static Refusal OutOfRange(string option, long supplied, long least, long most) =>
        new("OutOfRange", $"{option} {supplied}", $"{least} to {most}");

    internal static Refusal BadRuleFile(string path, string flaw, string permitted) =>
        new("BadRuleFile", $"{path}: {flaw}", permitted);

    internal static Refusal NoBlock(string permitted) => new("NoBlock", "no block", permitted);

    internal static Refusal NotABlock(string supplied, string permitted) =>
        new("NotABlock", supplied, permitted);

    internal static Refusal TwoWindows() => new("TwoWindows", "--data-dir and --window", "one of the two");

    internal static Refusal BadWindowFile(string path, string flaw) => new(
        "BadWindowFile", $"{path}: {flaw}", "a file that 'tpool mining status --window-out' wrote");

    internal static Refusal OtherRule(string path, string supplied, string permitted) =>
        new("OtherRule", $"{path}: rule {supplied}", $"rule {permitted}");

    internal static Refusal NotFollowed(ulong height, string permitted) =>
        new("NotFollowed", $"block {height}", permitted);

    internal static Refusal NotQualified(string verdict) =>
        new("NotQualified", $"a block that is {verdict}", "a qualified one, or --anyway");

    internal static Refusal NoTree() =>
        new("NoTree", "a block that pays no tree by the rule", "one that does");

    internal static Refusal NoPayments() =>
        new("NoPayments", "neither or both of --payments and --equal", "one of the two");

    internal static Refusal BadPayments(string supplied) => new(
        "BadPayments",
        supplied,
        "lines such as 'bc1q…,1000' in satoshi, or JSON such as [{\"to\": \"bc1q…\", \"amount\": 1000}]");

    internal static Refusal TwoFees() => new("TwoFees", "--fee and --anchor", "one of the two");

    internal static Refusal BadTreeFile(string path, string flaw) =>
        new("BadTreeFile", $"{path}: {flaw}", "a file that 'tpool mining tree --out' wrote");

    internal static Refusal BadOutput(string supplied) =>
        new("BadOutput", $"'{supplied}'", "TXID:N, 64 hexadecimal digits and the output's number");

    internal static Refusal TwoGoals() => new("TwoGoals", "--leaf and --to", "one of the two");

    internal static Refusal BadLeaf(string supplied, string permitted) =>
        new("BadLeaf", supplied, permitted);

    internal static Refusal BadNode(int supplied, int nodes) =>
        new("BadNode", $"--node {supplied}", $"0 to {nodes - 1}");

    internal static Refusal NotBelow(string payment, string node) =>
        new("NotBelow", $"payment {payment} and node {node}", "a node on the way to that payment");

    internal static Refusal UnknownOutput(OutPoint supplied) =>
        new("UnknownOutput", $"output {supplied}", "one of a block that was seen");
}

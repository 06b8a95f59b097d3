using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>Every reason for which a payout is refused; docs/reasons.md lists them.</summary>
internal static class PayoutRefusals
{
    internal static Refusal WrongPaymentCount(int supplied) => new(
        "WrongPaymentCount", $"{supplied} payments", $"1 to {PaymentList.CountMax}");

    internal static Refusal PaymentsBeyondMoney(Satoshi supplied, Satoshi permitted) => new(
        "PaymentsBeyondMoney", $"a payment of {supplied} satoshi", $"{permitted} satoshi more");

    internal static Refusal RadixOutOfRange(int supplied) => new(
        "RadixOutOfRange", $"a radix of {supplied}", $"2 to {TreePlan.RadixMax}");

    internal static Refusal AnchorIsDust(Satoshi supplied, Satoshi least) => new(
        "AnchorIsDust", $"an anchor of {supplied} satoshi", $"0, or at least {least} satoshi");

    internal static Refusal UnrelayedScript(LeafNumber leaf, ByteString script) => new(
        "UnrelayedScript", $"script {script} of payment {leaf}", PayeeScript.Permitted);

    internal static Refusal NodeTooLarge(NodeNumber node, int supplied, int permitted) => new(
        "NodeTooLarge", $"{supplied} vB of node {node}", $"{permitted} vB, by a smaller radix");

    internal static Refusal LeafIsDust(LeafNumber leaf, Satoshi payment, Satoshi left, Satoshi least) => new(
        "LeafIsDust",
        $"payment {leaf} of {payment} satoshi, of which charges leave {left}",
        $"at least {least} satoshi after charges");

    internal static Refusal AnyoneCanSpend(BitcoinNetwork network) => new(
        "AnyoneCanSpend", $"templates on {network.Name}, where BIP-0119 is not active", "direct outputs");

    internal static Refusal BeyondFirmware(string name, int supplied, int permitted) => new(
        "BeyondFirmware", $"a coinbase of {supplied} bytes", $"{permitted} bytes, as {name} takes");
}

using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Every reason for which the sharing rule refuses something; docs/reasons.md lists them.</summary>
internal static class SharingRefusals
{
    internal static Refusal RuleOutOfRange(string name, uint supplied, uint least, uint most) =>
        new("RuleOutOfRange", $"{name} {supplied}", $"{least} to {most}");

    internal static Refusal WrongHeight(Height supplied, Height permitted) =>
        new("WrongHeight", $"a block of height {supplied}", $"the block of height {permitted}");

    internal static Refusal OtherParent(Hash32 supplied, Hash32 permitted) => new(
        "OtherParent", $"a block on {Digest.Show(supplied)}", $"a block on {Digest.Show(permitted)}");

    internal static Refusal NotACoinbase() =>
        new("NotACoinbase", "a transaction that spends outputs", "a coinbase");

    internal static Refusal RepeatedTag() => new("RepeatedTag", "two tags of the rule", "one tag");

    internal static Refusal MalformedTag(ByteString supplied) => new(
        "MalformedTag",
        $"{supplied}",
        "magic, rule, reward, root where there are weak shares, and script, in one push");

    internal static Refusal ForbiddenScript(ByteString supplied) =>
        new("ForbiddenScript", $"{supplied}", PayeeScript.Permitted);

    internal static Refusal RewardTooLarge(Satoshi supplied) =>
        new("RewardTooLarge", $"{supplied} satoshi", $"at most {Satoshi.MoneyMax} satoshi");

    internal static Refusal WrongAmount(int index, TransactionOutput supplied, TransactionOutput permitted) =>
        new(
            "WrongAmount",
            $"{supplied.Amount} satoshi to {supplied.Script} in payment {index}",
            $"{permitted.Amount} satoshi");

    internal static Refusal WrongRecipient(
        int index, TransactionOutput supplied, TransactionOutput permitted) => new(
            "WrongRecipient",
            $"{supplied.Amount} satoshi to {supplied.Script} in payment {index}",
            $"{permitted.Amount} satoshi to {permitted.Script}");

    internal static Refusal MissingPayment(int index, TransactionOutput permitted) => new(
        "MissingPayment",
        $"nothing in payment {index}",
        $"{permitted.Amount} satoshi to {permitted.Script}");

    internal static Refusal ExtraPayment(int index, TransactionOutput supplied) => new(
        "ExtraPayment",
        $"{supplied.Amount} satoshi to {supplied.Script} in payment {index}",
        $"{index} payments");

    internal static Refusal SharesUnknown(Hash32 named) => new(
        "SharesUnknown", "no near misses", $"those whose root is {Digest.Show(named)}");

    internal static Refusal OtherShares(Hash32 supplied, Hash32 named) => new(
        "OtherShares",
        $"near misses with root {Digest.Show(supplied)}",
        $"those whose root is {Digest.Show(named)}");

    internal static Refusal TooManyShares(int supplied, int permitted) =>
        new("TooManyShares", $"{supplied} near misses", $"at most {permitted}");

    internal static Refusal SharesOutOfOrder(int index) => new(
        "SharesOutOfOrder",
        $"near miss {index} not after the one before it, or the block itself",
        "each once, by the bytes of their hashes, without the block");

    internal static Refusal ShareOfOtherParent(int index) => new(
        "ShareOfOtherParent",
        $"near miss {index} on another block or target",
        "the block's parent and target");

    internal static Refusal ShareTooWeak(int index, uint times) => new(
        "ShareTooWeak", $"near miss {index} above its target", $"at most {times} times the block's target");

    internal static Refusal ShareNotProven(int index) => new(
        "ShareNotProven",
        $"near miss {index} with another coinbase",
        "the coinbase that the header commits to");

    internal static Refusal ShareUnqualified(int index) => new(
        "ShareUnqualified",
        $"near miss {index} that would not be qualified",
        "the coinbase of a qualified block");
}

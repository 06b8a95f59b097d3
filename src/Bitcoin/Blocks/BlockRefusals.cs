using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>
/// Every reason for which a block, or a proof of its coinbase, is refused; docs/reasons.md lists them.
/// </summary>
internal static class BlockRefusals
{
    internal static Refusal TargetOutOfRange(uint supplied, Target permitted) => new(
        "TargetOutOfRange", $"bits {supplied:x8}", $"a positive target of at most {permitted}");

    internal static Refusal WorkTooLittle(Hash32 supplied, Target permitted) => new(
        "WorkTooLittle", $"hash {Digest.Show(supplied)}", $"a hash of at most {permitted}");

    internal static Refusal TimeTooEarly(uint supplied, uint median) =>
        new("TimeTooEarly", $"time {supplied}", $"a time after {median}");

    internal static Refusal TimeTooLate(uint supplied, ulong permitted) =>
        new("TimeTooLate", $"time {supplied}", $"a time of at most {permitted}");

    internal static Refusal WrongMerkleRoot(Hash32 supplied, Hash32 permitted) => new(
        "WrongMerkleRoot", $"root {Digest.Show(supplied)}", $"root {Digest.Show(permitted)}");

    internal static Refusal RepeatedTransactions() => new(
        "RepeatedTransactions", "transactions that repeat under the same root", "each transaction once");

    internal static Refusal BlockTooHeavy(int supplied) =>
        new("BlockTooHeavy", $"weight {supplied}", $"at most {Block.WeightMax}");

    internal static Refusal NoTransactions() =>
        new("NoTransactions", "0 transactions", "a coinbase and what may follow it");

    internal static Refusal MisplacedCoinbase(int index) => new(
        "MisplacedCoinbase",
        index == 0 ? "a first transaction that is no coinbase" : $"a coinbase as transaction {index}",
        "a coinbase in the first place, and only there");

    internal static Refusal TooManySigops(int supplied) =>
        new("TooManySigops", $"cost {supplied}", $"at most {SigopCost.Max}");

    internal static Refusal NotYetFinal(int index, uint lockTime, BlockContext context) => new(
        "NotYetFinal",
        $"nLockTime {lockTime} in transaction {index}",
        $"a height below {context.Height} or a time below {context.MedianTimePast}");

    internal static Refusal WrongCoinbaseHeight(BlockHeight? supplied, BlockHeight permitted) => new(
        "WrongCoinbaseHeight",
        supplied is { } height ? $"height {height}" : "no height",
        $"height {permitted} in its shortest form");

    internal static Refusal UncommittedWitness(int index) => new(
        "UncommittedWitness", $"a witness in transaction {index}", "none, as the coinbase commits to none");

    internal static Refusal WrongReservedValue(Sequence<ByteString> supplied) => new(
        "WrongReservedValue",
        $"{supplied.Count} witness items of together {supplied.Sum(static i => i.Length)} bytes",
        "one of 32 bytes in the coinbase");

    internal static Refusal WrongWitnessCommitment(Hash32 supplied, Hash32 permitted) =>
        new("WrongWitnessCommitment", $"commitment {supplied}", $"commitment {permitted}");

    internal static Refusal RewardTooLarge(Satoshi supplied, Satoshi permitted) =>
        new("RewardTooLarge", $"{supplied} satoshi", $"at most {permitted} satoshi");

    internal static Refusal BranchTooLong(int supplied, int permitted) =>
        new("BranchTooLong", $"{supplied} nodes", $"at most {permitted}");

    internal static Refusal NotACoinbase() =>
        new("NotACoinbase", "a transaction that spends outputs", "a coinbase");

    internal static Refusal CoinbaseLockTime(uint supplied, uint permitted) =>
        new("CoinbaseLockTime", $"nLockTime {supplied}", $"nLockTime {permitted}, the height before");

    internal static Refusal CoinbaseSequenceFinal() =>
        new("CoinbaseSequenceFinal", "nSequence ffffffff", "any other");
}

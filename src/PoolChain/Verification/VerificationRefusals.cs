using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>
/// Every reason for which a file, a checkpoint or a staker's proof is refused, beside those for which
/// operators refuse a block.
/// </summary>
internal static class VerificationRefusals
{
    internal static Refusal WrongMagic(string found, string expected) =>
        new("WrongMagic", $"a file that begins with {found}", $"one that begins with {expected}");

    internal static Refusal TruncatedFile(ulong frames) => new(
        "TruncatedFile", $"a file that ends within its part {frames}", "a file that ends with a whole part");

    internal static Refusal WrongLength(ulong frames, uint length, int most) =>
        new(
            "WrongLength",
            $"{length} bytes in part {frames}",
            most > 0 ? $"1 to {most} bytes" : "no such part");

    internal static Refusal MalformedPart(ulong frames, string what) =>
        new("MalformedPart", $"part {frames}, which is no {what}", $"{what} in its one serialisation");

    internal static Refusal OtherNetwork(Hash32 found, Hash32 expected) =>
        new("OtherNetwork", $"network {found}", $"network {expected}");

    internal static Refusal OtherBlockRoot(Hash32 found, Hash32 trusted) =>
        new("OtherBlockRoot", $"block {found}", $"block {trusted}, which is trusted");

    internal static Refusal WrongCheckpointState(Hash32 found, Hash32 committed) =>
        new("WrongCheckpointState", $"a state with root {found}", $"the header's, {committed}");

    internal static Refusal OtherVoters(int count) => new(
        "OtherVoters",
        $"a certificate of {count} voters that are not the genesis' operators",
        "one of theirs, or a block root that is trusted");

    internal static Refusal WrongLedgerPlace(GeneralizedIndex found, GeneralizedIndex expected) =>
        new("WrongLedgerPlace", $"a branch from place {found}", $"one from place {expected}");

    internal static Refusal WrongLedger(Hash32 ledger, Hash32 state) =>
        new("WrongLedger", $"a branch from {ledger}", $"one that leads to the state {state}");

    internal static Refusal NotTheOwnersLock(string id, AccountId owner, AccountId account) =>
        new("NotTheOwnersLock", $"lock {id} of account {owner}", $"locks of account {account}");

    internal static Refusal LocksOutOfOrder(string id, string before) =>
        new("LocksOutOfOrder", $"lock {id} after lock {before}", "each lock once, by fund and number");
}

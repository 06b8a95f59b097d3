using System.Text.Json.Nodes;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Proofs;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary>What a staker's proof proves, and what it does not, in words and as JSON.</summary>
/// <param name="Proof">A proof that holds.</param>
/// <param name="Unit">What a lock holds.</param>
/// <param name="IsRootTrusted">True when it is of a block that the reader named.</param>
internal sealed record ProofVerdict(StakerProof Proof, Gwei Unit, bool IsRootTrusted)
{
    private static readonly string[] NotProved =
    [
        "that it has no other locks",
        "that nothing changed since",
        "that no quorum of the voters certified another chain",
    ];

    private Account Account => Proof.Account.Account;

    private BlockHeader Header => Proof.Block.Header;

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        Gwei principal = Proof.Locks.Aggregate(default(Gwei), (sum, l) => sum + PrincipalOf(l));
        string locks = string.Join(
            ", ", Proof.Locks.Select(l => $"{l.Id} {l.Lock.Status} {Amounts.Ether(PrincipalOf(l))}"));
        string by = IsRootTrusted
            ? "a block that you trust"
            : $"certified by {Proof.Block.Certificate.Signers.Count} of the genesis' "
                + $"{Proof.Block.Voters.Count} operators";
        string inLocks = Proof.Locks.Count == 0
            ? "no locks shown"
            : $"{Amounts.Ether(principal)} principal in {Proof.Locks.Count} locks ({locks})";
        string held = Account.Held.Value == 0
            ? string.Empty
            : $"{Amounts.Ether(Account.Held)} held for bids, ";
        return $"Proved: account {Proof.Account.Id}, of the key with hash {Account.Owner}, has "
            + $"{Amounts.Ether(Account.Free)} free, {Amounts.Ether(Account.Earned)} earned, "
            + $"{held}{inLocks}, "
            + $"after block {Header.Height} at tick {Header.Tick}, {Header.Root()}, {by}. "
            + $"Not proved: {string.Join("; ", NotProved)}.";
    }

    /// <summary>A document for programs.</summary>
    internal string ToJson() => new JsonObject
    {
        ["network"] = $"{Proof.Network}",
        ["height"] = Header.Height.Value,
        ["tick"] = Header.Tick.Value,
        ["block_root"] = $"{Header.Root()}",
        ["block_trusted"] = IsRootTrusted,
        ["signers"] = Proof.Block.Certificate.Signers.Count,
        ["voters"] = Proof.Block.Voters.Count,
        ["account"] = Proof.Account.Id.Value,
        ["owner"] = $"{Account.Owner}",
        ["free"] = $"{Account.Free}",
        ["earned"] = $"{Account.Earned}",
        ["held"] = $"{Account.Held}",
        ["locks"] = new JsonArray([.. Proof.Locks.Select(LockOf)]),
        ["not_proved"] = new JsonArray([.. NotProved.Select(static text => (JsonNode)text)]),
    }.ToJsonString();

    private JsonNode LockOf(LockProof proof) => new JsonObject
    {
        ["fund"] = proof.Fund,
        ["number"] = proof.Sequence,
        ["status"] = $"{proof.Lock.Status}",
        ["principal"] = $"{PrincipalOf(proof)}",
    };

    private Gwei PrincipalOf(LockProof proof) => StakerProof.PrincipalOf(proof.Lock, Unit);
}

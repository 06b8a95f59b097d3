using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary>
/// <c>tpool verify proof</c>: checks what a staker is said to have, with nothing but the genesis.
/// </summary>
internal static class VerifyProofCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file of 'tpool staker prove'." };
        var network = new Option<string>("--network")
        {
            Description = "The network's genesis.",
            Required = true,
            HelpName = "file",
        };
        Option<string?> root = VerifyOptions.BlockRoot(
            "A block that you trust, as 'tpool verify chain' prints it; without it the certificate must be "
            + "of the genesis' operators.");
        var command = new Command("proof", "Verify what an account has by a file, and say it in one line.")
        {
            file, network, root,
        };
        command.SetAction(result => Run(
            result.GetRequiredValue(file),
            result.GetRequiredValue(network),
            VerifyOptions.ReadRoot(result.GetValue(root))));
        return command;
    }

    private static int Run(string file, string network, Optional<Hash32> trusted)
    {
        StakerProof proof = VerifyOptions.Read(file, ChainFiles.Proof, StakerProof.Ssz, "staker's proof");
        ChainRules rules = ChainVerifier.RulesOf(ConfigurationFiles.ReadNetwork(network));
        if (proof.Flaw(rules, trusted) is { } flaw)
        {
            throw new ConfigurationException(flaw);
        }

        Console.WriteLine(Text(rules, proof, trusted.HasValue));
        return ExitCode.Done;
    }

    private static string Text(ChainRules rules, StakerProof proof, bool isRootTrusted)
    {
        Account account = proof.Account.Account;
        BlockHeader header = proof.Block.Header;
        Gwei unit = rules.Genesis.Money.Parameters.Unit;
        Gwei principal = default;
        foreach (Gwei one in proof.Locks.Select(l => StakerProof.PrincipalOf(l.Lock, unit)))
        {
            principal += one;
        }

        string locks = string.Join(", ", proof.Locks.Select(l =>
            $"{l.Id} {l.Lock.Status} {Amounts.Ether(StakerProof.PrincipalOf(l.Lock, unit))}"));
        string by = isRootTrusted
            ? "a block that you trust"
            : $"certified by {proof.Block.Certificate.Signers.Count} of the genesis' "
                + $"{proof.Block.Voters.Count} operators";
        string inLocks = proof.Locks.Count == 0
            ? "no locks shown"
            : $"{Amounts.Ether(principal)} principal in {proof.Locks.Count} locks ({locks})";
        string held = account.Held.Value == 0
            ? string.Empty
            : $"{Amounts.Ether(account.Held)} held for bids, ";
        return $"Proved: account {proof.Account.Id}, of the key with hash {account.Owner}, has "
            + $"{Amounts.Ether(account.Free)} free, {Amounts.Ether(account.Earned)} earned, "
            + $"{held}{inLocks}, "
            + $"after block {header.Height} at tick {header.Tick}, {header.Root()}, {by}. "
            + "Not proved: that it has no other locks; that nothing changed since; "
            + "that no quorum of the voters certified another chain.";
    }
}

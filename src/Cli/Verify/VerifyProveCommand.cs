using System.CommandLine;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary><c>tpool verify prove</c>: makes the proof of an account from a chain that it verifies.</summary>
internal static class VerifyProveCommand
{
    internal static Command Create()
    {
        Argument<string> chain = VerifyOptions.Chain();
        var account = new Option<uint>("--account")
        {
            Description = "The account's number.",
            Required = true,
            HelpName = "number",
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "The file to write.",
            Required = true,
            HelpName = "file",
        };
        Option<string?> checkpoint = VerifyOptions.Checkpoint();
        var command = new Command(
            "prove", "Verify a chain and write a proof of what an account has after its last block.")
        {
            chain, account, output, checkpoint,
        };
        command.SetAction((result, cancel) => RunAsync(
            result.GetRequiredValue(chain),
            result.GetValue(checkpoint),
            result.GetRequiredValue(account),
            result.GetRequiredValue(output),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        string name, string? checkpoint, uint account, string path, CancellationToken cancel)
    {
        using ChainSource source = await ChainSource.OpenAsync(name, cancel);
        ChainRules rules = ChainVerifier.RulesOf(source.Genesis);
        VerifiedChain start = VerifyOptions.Start(rules, checkpoint, default);
        (VerifiedChain chain, BlockRefusal? refusal) =
            await ChainRun.VerifyAsync(source, rules, start, cancel);
        if (refusal is not null)
        {
            throw new ConfigurationException(refusal.Refusal with
            {
                Supplied = $"block {refusal.Height} with {refusal.Refusal.Supplied}",
            });
        }

        int accounts = chain.Head.State.Money.Ledger.Accounts.Count;
        if (account >= accounts)
        {
            throw new UsageException(
                new("UnknownAccount", $"account {account}", $"one of the {accounts} accounts, from 0"));
        }

        if (!chain.Last.TryGet(out CertifiedHeader? block))
        {
            throw new ConfigurationException(new("NoBlock", name, "a chain with a block after its start"));
        }

        StakerProof proof = StakerProof.Make(rules.Network, block, chain.Head.State, new(account));
        Refusal? flaw = proof.Flaw(rules, new(chain.Head.BlockRoot));
        Invariant.Holds(flaw is null, $"What is proved here holds: {flaw}.");
        byte[] file = ChainFiles.File(ChainFiles.Proof, StakerProof.Ssz, proof);
        await File.WriteAllBytesAsync(path, file, cancel);
        Console.WriteLine(
            $"Account {account} with {proof.Locks.Count} locks after block {block.Header.Height}, "
            + $"{chain.Head.BlockRoot}: {file.Length} bytes written to {path}.");
        return ExitCode.Done;
    }
}

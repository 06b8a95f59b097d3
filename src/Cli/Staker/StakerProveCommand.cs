using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Verify;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary><c>tpool staker prove</c>: makes the proof of an account from a chain that it verifies.</summary>
internal static class StakerProveCommand
{
    internal static Command Create()
    {
        Argument<string> chain = VerifyOptions.Chain();
        var folder = new Option<string?>("--folder", "-f")
        {
            Description = "Your folder, with the key of your account.",
            HelpName = "folder",
        };
        var account = new Option<uint?>("--account")
        {
            Description = "Any account, without --folder; with it, which of yours if you have several.",
            HelpName = "n",
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "The file to write.",
            Required = true,
            HelpName = "file",
        };
        Option<string?> checkpoint = VerifyOptions.Checkpoint();
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "prove",
            """
            Verify a chain and write a proof of what you have after its last block: your balance and your locks, under a root
            that the operators have certified. Whoever has the network's file can check it ('tpool verify proof'), and needs
            neither the chain nor a node. Nothing secret is read; an operator is asked for its chain only.

            Examples:
              tpool staker prove http://127.0.0.1:5070 --folder ada --out ada.proof
              tpool staker prove pool.chain --account 7 --out seven.proof
            """)
        {
            chain, folder, account, output, checkpoint, json,
        };
        command.SetAction((result, cancel) => RunAsync(
            result.GetRequiredValue(chain),
            result.GetValue(checkpoint),
            Wanted(result.GetValue(folder), result.GetValue(account)),
            new ProofFile(result.GetRequiredValue(output), result.GetValue(json)),
            cancel));
        return command;
    }

    /// <summary>An account by its owner's key, by its number, or by both.</summary>
    private sealed record WantedAccount(G1Bytes? Key, uint? Number);

    /// <summary>Where the proof goes, and for whom to print what it proves.</summary>
    private sealed record ProofFile(string Path, bool IsJson);

    private static WantedAccount Wanted(string? folder, uint? account) => folder is null && account is null
        ? throw new UsageException(
            new("NoAccountNamed", "neither --folder nor --account", "your folder, or an account's number"))
        : new(
            folder is null ? null : new OwnerFolder(folder, passwordFile: null).ReadPublicKey(), account);

    private static async Task<int> RunAsync(
        string name, string? checkpoint, WantedAccount wanted, ProofFile output, CancellationToken cancel)
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

        AccountId account = Find(chain, wanted);
        if (!chain.Last.TryGet(out CertifiedHeader? block))
        {
            throw new ConfigurationException(new("NoBlock", name, "a chain with a block after its start"));
        }

        StakerProof proof = StakerProof.Make(rules.Network, block, chain.Head.State, account);
        Refusal? flaw = proof.Flaw(rules, new(chain.Head.BlockRoot));
        Invariant.Holds(flaw is null, $"What is proved here holds: {flaw}.");
        byte[] file = ChainFiles.File(ChainFiles.Proof, StakerProof.Ssz, proof);
        await File.WriteAllBytesAsync(output.Path, file, cancel);
        Console.WriteLine(output.IsJson
            ? new ProofVerdict(proof, rules.Genesis.Money.Parameters.Unit, IsRootTrusted: true).ToJson()
            : $"Account {account} with {proof.Locks.Count} locks after block {block.Header.Height}, "
                + $"{chain.Head.BlockRoot}: {file.Length} bytes written to {output.Path}.");
        return ExitCode.Done;
    }

    private static AccountId Find(VerifiedChain chain, WantedAccount wanted)
    {
        IReadOnlyList<AccountOwner> owners = chain.Head.State.Money.Owners;
        uint[] fitting =
        [
            .. Enumerable.Range(0, owners.Count).Where(i => wanted.Number is not { } number || i == number)
                .Where(i => wanted.Key is not { } key || owners[i].Key == key).Select(static i => (uint)i),
        ];
        return fitting.Length == 1
            ? new(fitting[0])
            : throw new UsageException(new(
                fitting.Length == 0 ? "UnknownAccount" : "SeveralAccounts",
                wanted.Number is { } supplied ? $"account {supplied}" : $"key {wanted.Key}",
                fitting.Length > 0 ? $"one of them by --account: {string.Join(", ", fitting)}"
                : wanted.Key is null ? $"one of the {owners.Count} accounts, from 0"
                : "an account that this key owns"));
    }
}

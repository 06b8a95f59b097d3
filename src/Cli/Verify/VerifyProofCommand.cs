using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Node.Configuration;
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
        Option<bool> json = OperatorOptions.Json();
        var command = new Command("proof", "Verify what an account has by a file, and say it in one line.")
        {
            file, network, root, json,
        };
        command.SetAction(result => Run(
            result.GetRequiredValue(file),
            result.GetRequiredValue(network),
            VerifyOptions.ReadRoot(result.GetValue(root)),
            result.GetValue(json)));
        return command;
    }

    private static int Run(string file, string network, Optional<Hash32> trusted, bool json)
    {
        StakerProof proof = VerifyOptions.Read(file, ChainFiles.Proof, StakerProof.Ssz, "staker's proof");
        ChainRules rules = ChainVerifier.RulesOf(ConfigurationFiles.ReadNetwork(network));
        if (proof.Flaw(rules, trusted) is { } flaw)
        {
            throw new ConfigurationException(flaw);
        }

        var verdict = new ProofVerdict(proof, rules.Genesis.Money.Parameters.Unit, trusted.HasValue);
        Console.WriteLine(json ? verdict.ToJson() : $"{verdict}");
        return ExitCode.Done;
    }
}

using System.CommandLine;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary><c>tpool verify chain</c>: does again all that operators did, and believes nothing.</summary>
internal static class VerifyChainCommand
{
    internal static Command Create()
    {
        Argument<string> chain = VerifyOptions.Chain();
        Option<string?> network = VerifyOptions.Network(
            "The genesis that you know, which the chain must have.");
        Option<string?> checkpoint = VerifyOptions.Checkpoint();
        Option<string?> root = VerifyOptions.BlockRoot("The block root that the checkpoint must have.");
        var save = new Option<string?>("--save-checkpoint")
        {
            Description = "Writes the chain's end there, to begin at it another time.",
            HelpName = "file",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command(
            "chain",
            """
            Verify every certificate, ceremony, hand-over and Gwei of a chain, from its genesis or a checkpoint on.

            The last line says what is proved and what is not. A start that is older than the collateral delay proves
            nothing against another chain, certified by keys that have left since: take a younger checkpoint.
            """)
        {
            chain, network, checkpoint, root, save, json,
        };
        command.SetAction((result, cancel) => RunAsync(
            new(
                result.GetRequiredValue(chain),
                result.GetValue(network),
                result.GetValue(checkpoint),
                VerifyOptions.ReadRoot(result.GetValue(root)),
                result.GetValue(save),
                result.GetValue(json)),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        using ChainSource source = await VerifyOptions.OpenAsync(asked.Chain, asked.Network, cancel);
        ChainRules rules = ChainVerifier.RulesOf(source.Genesis);
        VerifiedChain start = VerifyOptions.Start(rules, asked.Checkpoint, asked.Root);
        (VerifiedChain chain, BlockRefusal? refusal) =
            await ChainRun.VerifyAsync(source, rules, start, cancel);
        var now = new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var verdict = new ChainVerdict(rules, chain, refusal, now);
        if (asked.Save is { } path && chain.ToCheckpoint(rules.Network) is { } end)
        {
            await File.WriteAllBytesAsync(
                path, ChainFiles.File(ChainFiles.Checkpoint, Checkpoint.Ssz, end), cancel);
        }

        Console.WriteLine(asked.IsJson ? verdict.ToJson() : verdict.ToString());
        return refusal is null ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What the command is asked.</summary>
    private sealed record Asked(
        string Chain, string? Network, string? Checkpoint, Optional<Hash32> Root, string? Save, bool IsJson);
}

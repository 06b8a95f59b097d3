using System.CommandLine;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Verification;

namespace TrustlessPools.Cli.Verify;

/// <summary><c>tpool verify export</c>: an operator's chain as a file, for who wants to verify it.</summary>
internal static class VerifyExportCommand
{
    internal static Command Create()
    {
        var folder = new Option<string>("--folder", "--data-dir", "-d")
        {
            Description = "The operator's folder; the operator may run meanwhile.",
            Required = true,
            HelpName = "folder",
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "The file to write.",
            Required = true,
            HelpName = "file",
        };
        var command = new Command(
            "export", "Write all certified blocks that an operator has stored. Nothing in the folder changes.")
        {
            folder, output,
        };
        command.SetAction((result, cancel) => RunAsync(
            new OperatorFolder(result.GetRequiredValue(folder)), result.GetRequiredValue(output), cancel));
        return command;
    }

    private static async Task<int> RunAsync(OperatorFolder folder, string path, CancellationToken cancel)
    {
        ulong blocks = 0;
        string incomplete = $"{path}.new";
        using (ChainSource source = await ChainSource.OfFolderAsync(folder, cancel))
        {
            await using FileStream file = File.Create(incomplete);
            await file.WriteAsync(ChainFiles.Opening(source.Genesis), cancel);
            await foreach (CertifiedBlock block in source.BlocksAsync(cancel))
            {
                await file.WriteAsync(FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(block)), cancel);
                blocks++;
            }
        }

        File.Move(incomplete, path, overwrite: true);
        Console.WriteLine($"{blocks} blocks written to {path}; 'tpool verify chain {path}' verifies them.");
        return ExitCode.Done;
    }
}

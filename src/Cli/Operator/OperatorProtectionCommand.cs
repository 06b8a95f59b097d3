using System.CommandLine;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary>
/// <c>tpool operator protection</c>: what was signed, in the form that all clients exchange (EIP-3076).
/// </summary>
internal static class OperatorProtectionCommand
{
    internal static Command Create() => new(
        "protection",
        "Move the record of what was signed (slashing protection, EIP-3076). The operator must be stopped.")
    {
        Export(),
        Import(),
    };

    private static Command Export()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        var output = new Option<string?>("--out", "-o")
        {
            Description = "The file to write; standard output without it.",
            HelpName = "file",
        };
        var command = new Command("export", "Write what this operator has signed.") { dataDir, output };
        command.SetAction(result => With(result.GetRequiredValue(dataDir), history =>
        {
            string text = history.Export().ToText(indented: true) + "\n";
            if (result.GetValue(output) is { } path)
            {
                File.WriteAllText(path, text);
            }
            else
            {
                Console.Write(text);
            }
        }));
        return command;
    }

    private static Command Import()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        var file = new Argument<string>("file") { Description = "The interchange file." };
        var command = new Command(
            "import",
            "Take over what was signed elsewhere; from then on refused is what either record refuses.")
        {
            dataDir, file,
        };
        command.SetAction(result => With(result.GetRequiredValue(dataDir), history =>
        {
            Sequence<G1Bytes> keys = history.Import(File.ReadAllText(result.GetRequiredValue(file)));
            Console.WriteLine($"Taken over: what was signed with {keys.Count} keys.");
        }));
        return command;
    }

    private static int With(string folder, Action<ProtectionHistory> act)
    {
        NodePlan plan = NodePlan.Read(new OperatorFolder(folder));
        using OperatorKeys keys = plan.Keys;
        var now = new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        using var history = new ProtectionHistory(plan, now);
        act(history);
        return ExitCode.Done;
    }
}

using System.Diagnostics;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Binding;

/// <summary>
/// The process of the other side: Node.js with @chainsafe/blst, which waits while it is not asked.
/// </summary>
internal sealed class ChainsafePeer : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Binding", "Chainsafe");

    private readonly Process _process;

    private ChainsafePeer(Process process) => _process = process;

    /// <summary>Installs the pinned package beside the program, once, and starts the process.</summary>
    internal static ChainsafePeer Start()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            using Process install = Run("npm", "ci --ignore-scripts --no-audit --no-fund --loglevel=error");
            install.StandardInput.Close();
            install.StandardOutput.ReadToEnd();
            install.WaitForExit();
            Invariant.Holds(install.ExitCode == 0, "npm installs @chainsafe/blst.");
        }

        return new(Run("node", "peer.mjs"));
    }

    /// <summary>Asks for something and waits for the answer.</summary>
    internal JsonElement Ask(object order)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(order));
        string? answer = _process.StandardOutput.ReadLine();
        Invariant.Holds(answer is not null, "The process answers.");
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Run(string program, string arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}

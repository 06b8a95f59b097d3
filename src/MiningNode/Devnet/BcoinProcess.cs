using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using TrustlessPools.MiningNode.Rpc;

namespace TrustlessPools.MiningNode.Devnet;

/// <summary>A bcoin node on regtest as a child process, with a password that only this process has.</summary>
public sealed class BcoinProcess : IAsyncDisposable
{
    private const int PasswordSize = 32;

    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _reading;

    private BcoinProcess(Process process, Task reading, NodeAccess access)
    {
        _process = process;
        _reading = reading;
        Access = access;
    }

    /// <summary>Where it is, and what opens it.</summary>
    public NodeAccess Access { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end by itself, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var ending = new CancellationTokenSource(PatienceAtTheEnd);
            try
            {
                await _process.WaitForExitAsync(ending.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        await _reading;
        _process.Dispose();
    }

    internal static async Task<BcoinProcess> StartAsync(
        string program, string[] arguments, CancellationToken cancel)
    {
        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordSize));
        var environment = new Dictionary<string, string> { ["TPOOL_RPC_PASSWORD"] = password };
        Process process = ChildScript.Start(program, environment, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            int port = await PortAsync(process, errors, cancel);
            Task rest = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            return new(process, Task.WhenAll(rest, errors), new(address, "x", password));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Reads what the node says until it names its port.</summary>
    private static async Task<int> PortAsync(Process process, Task<string> errors, CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.Split(' ') is ["ready", var port, _])
            {
                return int.Parse(port, CultureInfo.InvariantCulture);
            }
        }

        throw new IOException($"bcoin ended at its start: {(await errors).Trim()}");
    }
}

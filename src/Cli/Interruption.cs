using System.Runtime.InteropServices;

namespace TrustlessPools.Cli;

/// <summary>
/// Ctrl-C and SIGTERM as a token, so that a command ends by itself and leaves nothing behind.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>Begins to listen.</summary>
    internal Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            WasByCtrlC = true;
            _source.Cancel();
        }),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _source.Cancel();
        }),
    ];

    /// <summary>Cancelled when the command is to end.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>True when a person pressed Ctrl-C.</summary>
    internal bool WasByCtrlC { get; private set; }

    /// <summary>Ends the command for another reason.</summary>
    internal void End() => _source.Cancel();

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
    }
}

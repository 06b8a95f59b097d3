namespace TrustlessPools.Testing;

/// <summary>
/// Holds the machine for the tests of one project, so that tests that keep time are not slowed down by those
/// that compute.
/// </summary>
/// <remarks>
/// An assembly fixture: <c>[assembly: AssemblyFixture(typeof(WholeMachine))]</c>. Projects that have it run
/// one after the other, whatever runs them; the lock is a file in the temporary folder, which the system
/// gives back when a process ends.
/// </remarks>
public sealed class WholeMachine : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private FileStream? _lock;

    /// <summary>Waits until no other project holds the machine.</summary>
    public async ValueTask InitializeAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), "tpool-tests.lock");
        while (_lock is null)
        {
            try
            {
                _lock = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Gives the machine back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }
}

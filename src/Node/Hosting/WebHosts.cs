using Microsoft.AspNetCore.Builder;

namespace TrustlessPools.Node.Hosting;

/// <summary>The end of a web server.</summary>
internal static class WebHosts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Stops a server whose connections may be endless streams: after a second they are cut off.
    /// </summary>
    internal static async ValueTask StopAsync(WebApplication application)
    {
        using var soon = new CancellationTokenSource(Patience);
        await application.StopAsync(soon.Token);
        await application.DisposeAsync();
    }
}

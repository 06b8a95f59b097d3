using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustlessPools.Node.Hosting;

namespace TrustlessPools.Node.Transport;

/// <summary>Waits for peers with lower numbers: HTTP/2 over TLS 1.3, for known certificates only.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;

    private PeerServer(WebApplication application) => _application = application;

    /// <summary>Begins to listen.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="own">The own certificate.</param>
    /// <param name="path">The path of the stream; it names the network, so that strays are told.</param>
    /// <param name="find">The link of who shows a certificate; null for strangers.</param>
    /// <param name="log">For the server.</param>
    internal static async Task<PeerServer> StartAsync(
        IPEndPoint endpoint,
        X509Certificate2 own,
        string path,
        Func<X509Certificate2, PeerLink?> find,
        ILoggerFactory log)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(log);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel.Limits);
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = own;
                    https.SslProtocols = SslProtocols.Tls13;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (certificate, _, _) => find(certificate) is not null;
                });
            });
        });
        WebApplication application = builder.Build();
        application.UseRouting();
        application.MapPost(
            path, context => ServeAsync(context, find, application.Lifetime.ApplicationStopping));
        await application.StartAsync();
        return new(application);
    }

    public ValueTask DisposeAsync() => WebHosts.StopAsync(_application);

    private static void Limit(KestrelServerLimits limits)
    {
        // A stream to a peer lasts for as long as both run, and may be silent for a while.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxConcurrentConnections = 4096;
        limits.Http2.MaxStreamsPerConnection = 4;
        limits.Http2.KeepAlivePingDelay = PingDelay;
        limits.Http2.KeepAlivePingTimeout = PingDelay;
    }

    private static async Task ServeAsync(
        HttpContext context, Func<X509Certificate2, PeerLink?> find, CancellationToken stopping)
    {
        if (context.Connection.ClientCertificate is not { } shown || find(shown) is not { } link)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        // The other side waits for these headers before it reads or writes.
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await link.CarryAsync(context.Request.Body, context.Response.Body, ending.Token);

        // Without this the request's body would be read to its end, which does not come.
        context.Features.Get<IHttpResetFeature>()?.Reset(errorCode: 0);
    }
}

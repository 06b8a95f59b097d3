using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustlessPools.DevelopmentNode.Events;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Listens for requests and hands them to those who answer.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private const int BodySizeMax = 1 << 20;
    private const int ConnectionsMax = 256;
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private NodeServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    internal Uri Url => new(_application.Urls.First());

    /// <summary>Begins to listen.</summary>
    internal static async Task<NodeServer> StartAsync(
        DevelopmentNodeSettings settings, ChainHost host, EventFeed events, CancellationToken cancel)
    {
        // Nothing of the surroundings is read, neither files nor environment: they are not this node's.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodySizeMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Listen(settings.ListenOn);
        });
        WebApplication application = builder.Build();
        application.Use(GuardAsync);
        application.UseRouting();
        new NodeRoutes(application, settings, host).MapAll();
        var stream = new EventStream(events, application.Lifetime.ApplicationStopping);
        application.MapGet(BeaconEvents.Path, stream.WriteAsync);
        await application.StartAsync(cancel);
        return new(application);
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(StopMax);
        await _application.StopAsync(soon.Token);
        await _application.DisposeAsync();
    }

    /// <summary>Says in the API's form what routing refused, and lets no defect go on unseen.</summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (InvariantBrokenException e)
        {
            Environment.FailFast(e.Message, e);
        }

        int status = context.Response.StatusCode;
        if (!context.Response.HasStarted && status is 404 or 405)
        {
            string message =
                status == 404 ? "There is no such endpoint." : "The endpoint has no such method.";
            await ReplyWriting.WriteAsync(context, new BeaconError((ulong)status, message, []));
        }
    }

    /// <summary>The process belongs to others: its signals are theirs.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

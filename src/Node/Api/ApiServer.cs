using System.Net;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Hosting;

namespace TrustlessPools.Node.Api;

/// <summary>The operator's local API: read only, for its owner's eyes and tools.</summary>
/// <remarks>
/// <c>/v1/status</c>, <c>/v1/events</c> (server-sent events), <c>/v1/deposits</c>, <c>/v1/blocks</c>,
/// <c>/health</c>, <c>/metrics</c>. Nothing here changes anything, and nothing secret is told; still it
/// listens on loopback unless told otherwise.
/// </remarks>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ApiServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    internal static async Task<ApiServer> StartAsync(
        OperatorNode node, IPEndPoint endpoint, ILoggerFactory logs)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Listen(endpoint);
        });
        WebApplication application = builder.Build();
        application.UseRouting();
        application.MapGet(
            "/v1/status", context => WriteAsync(context, NodeStatus.Shape, StatusOf.Node(node)));
        application.MapGet(
            "/v1/deposits", context => WriteAsync(context, SignedDeposit.FileShape, Deposits.Of(node)));
        application.MapGet("/v1/events", context => EventStream.WriteAsync(
            context, node.Events, application.Lifetime.ApplicationStopping));
        application.MapGet("/v1/blocks", context => BlockStream.WriteAsync(context, node));
        application.MapGet("/health", context => HealthAsync(context, node));
        application.MapGet("/metrics", context => WriteAsync(
            context, "text/plain; version=0.0.4", Encoding.UTF8.GetBytes(
                node.Metrics.ToText(Gauges.Of(node)))));
        await application.StartAsync();
        return new(application);
    }

    public ValueTask DisposeAsync() => WebHosts.StopAsync(_application);

    private static Task HealthAsync(HttpContext context, OperatorNode node)
    {
        Health health = Health.Of(node);
        context.Response.StatusCode =
            health.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return WriteAsync(context, Health.Shape, health);
    }

    private static Task WriteAsync<T>(HttpContext context, JsonShape<T> shape, T value)
        where T : notnull => WriteAsync(context, MediaTypeNames.Application.Json, shape.ToUtf8(value));

    private static async Task WriteAsync(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

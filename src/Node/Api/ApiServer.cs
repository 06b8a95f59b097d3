using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Hosting;

namespace TrustlessPools.Node.Api;

/// <summary>The operator's local API, for its owner's eyes and tools.</summary>
/// <remarks>
/// Spec: docs/spec/node.md#local-api. Who reads needs nothing, and nothing secret is told; who asks for
/// something to be posted needs the operator's token. It listens on loopback unless told otherwise.
/// </remarks>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ApiServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>Method and path of everything that the server answers.</summary>
    internal IEnumerable<string> Routes =>
        from source in ((IEndpointRouteBuilder)_application).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select $"{method} {endpoint.RoutePattern.RawText}";

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    internal static async Task<ApiServer> StartAsync(
        OperatorNode node, OfferIntake intake, IPEndPoint endpoint, ILoggerFactory logs)
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
        application.Use(AnnounceClosing);
        application.UseRouting();
        foreach (ApiRoute route in ApiRoutes.All)
        {
            application.MapMethods(route.Path, [route.Method], context => AnswerAsync(
                route, new(context, node, intake, application.Lifetime.ApplicationStopping)));
        }

        await application.StartAsync();
        return new(application);
    }

    public ValueTask DisposeAsync() => WebHosts.StopAsync(_application);

    /// <summary>
    /// A body that nobody reads makes the server close the connection behind its answer. It is said in the
    /// answer, so that no client sends its next request there; who reads the body takes it back.
    /// </summary>
    private static Task AnnounceClosing(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }

    private static async Task AnswerAsync(ApiRoute route, ApiCall call)
    {
        if (await route.Answer(call) is { } answer)
        {
            await answer.SendAsync(call.Context);
        }
    }
}

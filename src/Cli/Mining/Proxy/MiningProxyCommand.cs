using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Mining.Templates;

namespace TrustlessPools.Cli.Mining.Proxy;

/// <summary><c>tpool mining proxy</c>: a getblocktemplate endpoint for mining software.</summary>
internal static class MiningProxyCommand
{
    private const string Help =
        """
        Answer getblocktemplate and submitblock of mining software with blocks of the pool.

        Mining software asks it like a node; the template holds the whole coinbase (coinbasetxn), to whose script
        bytes may be appended. A block that comes back is judged, and handed to the node when it is qualified.
        Only this machine is answered. Stratum is not spoken; programs exist that make it of templates.

        Examples:
          tpool mining proxy --rule pool.json -d pool --cookie ~/.bitcoin/.cookie --to bc1q…
          tpool mining proxy --rule pool.json -d pool --to bc1q… --port 9332
        """;

    internal static Command Create()
    {
        Option<string> rule = MiningOptions.Rule();
        Option<string> dataDir = NodeOptions.DataDir();
        var port = new Option<int>("--port")
        {
            Description = "The port of 127.0.0.1; 0 lets the system choose.",
            DefaultValueFactory = static _ => 9332,
            HelpName = "n",
        };
        var json = new Option<bool>(
            "--json") { Description = "Prints what happens as a JSON object a line." };
        (var nodes, var makers) = (new NodeOptions(), new MakerOptions());
        var command = new Command("proxy", Help) { rule, dataDir, port, json };
        foreach (Option option in nodes.All.Concat(makers.All))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, _) =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            using var pool = new FollowedPool(
                nodes.Open(result, file.Network), file, result.GetRequiredValue(dataDir));
            Action<string> say = result.GetValue(json)
                ? static text => Console.WriteLine(new JsonObject { ["said"] = text }.ToJsonString())
                : Console.WriteLine;
            using var desk = new ProxyDesk(pool, makers.Read(result, file.Network), say);
            return await RunAsync(desk, ReadPort(result.GetValue(port)), say);
        });
        return command;
    }

    private static async Task<int> RunAsync(ProxyDesk desk, int port, Action<string> say)
    {
        using var interruption = new Interruption();
        await using WebApplication application = Build(desk, port);
        await application.StartAsync(interruption.Token);
        say($"listening at {application.Urls.First()}");
        try
        {
            await Task.Delay(Timeout.Infinite, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            await application.StopAsync(CancellationToken.None);
        }

        return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static WebApplication Build(ProxyDesk desk, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = (2 * Block.WeightMax) + 1024;
            options.Listen(IPAddress.Loopback, port);
        });
        WebApplication application = builder.Build();
        application.Run(context => AnswerAsync(context, desk));
        return application;
    }

    private static async Task AnswerAsync(HttpContext context, ProxyDesk desk)
    {
        CancellationToken cancel = context.RequestAborted;
        try
        {
            JsonNode? call = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: cancel);
            JsonObject answer = call is JsonObject known
                ? await desk.AnswerAsync(known, cancel)
                : throw new JsonException("The call is no object.");
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer.ToJsonString(), cancel);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static int ReadPort(int port) => port is >= 0 and <= IPEndPoint.MaxPort
        ? port
        : throw new UsageException(MiningRefusals.BadPort(port));
}

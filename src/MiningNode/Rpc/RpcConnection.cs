using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>JSON-RPC over HTTP with basic authentication, as Bitcoin Core speaks it.</summary>
/// <remarks>
/// Errors come with any HTTP status: Core says 500 or 404, bcoin 200. So the body is read whatever the
/// status, but for those that say that the door is closed.
/// </remarks>
internal sealed class RpcConnection : IDisposable
{
    private const int PieceSize = 64 * 1024;

    private readonly HttpClient _client;
    private readonly NodeAccess _access;
    private long _calls;

    internal RpcConnection(NodeAccess access, TimeSpan timeout)
    {
        _access = access;

        // The password goes to the node and to nobody else.
        _client = new(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseProxy = false,
        })
        {
            BaseAddress = access.Address,
            Timeout = timeout,
        };
        byte[] credentials = Encoding.UTF8.GetBytes($"{access.User}:{access.Password}");
        _client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(credentials));
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Calls a method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">By position.</param>
    /// <param name="sizeMax">The most bytes of an answer that are read.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BitcoinNodeException">There is no answer, or it is none.</exception>
    internal async Task<RpcAnswer> CallAsync(
        string method, JsonArray arguments, int sizeMax, CancellationToken cancel)
    {
        long id = Interlocked.Increment(ref _calls);
        using var message = new HttpRequestMessage(HttpMethod.Post, string.Empty);
        var call = new JsonObject
        {
            ["jsonrpc"] = "1.0",
            ["id"] = id,
            ["method"] = method,
            ["params"] = arguments,
        };
        message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.ToJsonString()));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        (HttpStatusCode status, byte[]? body) = await SendAsync(message, method, sizeMax, cancel);
        return (status, body) switch
        {
            (HttpStatusCode.Unauthorized, _) =>
                throw new BitcoinNodeException(NodeRefusals.WrongPassword(_access.Address, _access.User)),
            (HttpStatusCode.Forbidden, _) =>
                throw new BitcoinNodeException(NodeRefusals.NodeForbids(_access.Address)),
            (_, null) => throw new BitcoinNodeException(NodeRefusals.AnswerTooLarge(method, sizeMax)),
            _ => RpcAnswer.TryRead(body, id) ?? throw new BitcoinNodeException(NodeRefusals.MalformedAnswer(
                method, $"status {(int)status}, {body.Length} bytes", "an answer of JSON-RPC to this call")),
        };
    }

    /// <summary>Sends a call; the body is null when it is longer than permitted.</summary>
    private async Task<(HttpStatusCode Status, byte[]? Body)> SendAsync(
        HttpRequestMessage message, string method, int sizeMax, CancellationToken cancel)
    {
        // The client's own timeout ends with the headers.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_client.Timeout);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
            return (response.StatusCode, await ReadAsync(body, sizeMax, patience.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new BitcoinNodeException(NodeRefusals.NodeUnreachable(_access.Address, e.Message), e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new BitcoinNodeException(
                NodeRefusals.NoAnswerInTime(_access.Address, method, _client.Timeout), e);
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream body, int sizeMax, CancellationToken cancel)
    {
        var read = new ArrayBufferWriter<byte>();
        while (true)
        {
            int count = await body.ReadAsync(read.GetMemory(PieceSize), cancel);
            if (count == 0)
            {
                return read.WrittenSpan.ToArray();
            }

            read.Advance(count);
            if (read.WrittenCount > sizeMax)
            {
                return null;
            }
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Mime;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.SigningDomains;

namespace TrustlessPools.Node.BeaconClient;

/// <summary>One beacon node, over the standard Beacon API.</summary>
public sealed class BeaconNodeConnection : IDisposable
{
    /// <summary>The most bytes of an answer that are read.</summary>
    public const int AnswerSizeMax = 64 * 1024 * 1024;

    private readonly HttpClient _client;

    /// <summary>A node at an address, such as <c>http://127.0.0.1:5052</c>.</summary>
    /// <param name="address">The address; user and password in it become basic authentication.</param>
    /// <param name="timeout">How long an answer may take.</param>
    public BeaconNodeConnection(Uri address, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri;
        _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = Address.AbsolutePath.EndsWith('/') ? Address : new($"{Address}/"),
            Timeout = timeout,
            MaxResponseContentBufferSize = AnswerSizeMax,
        };
        _client.DefaultRequestHeaders.Accept.Add(new(MediaTypeNames.Application.Json));
        if (address.UserInfo.Length > 0)
        {
            byte[] credentials = System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            _client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(credentials));
        }
    }

    /// <summary>Where the node is, without any password.</summary>
    public Uri Address { get; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="BeaconNodeException">There is no answer, or it is a refusal, or not
    /// readable.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(BeaconRequest<TAnswer> request, CancellationToken cancel)
        where TAnswer : notnull
    {
        ArgumentNullException.ThrowIfNull(request);
        using HttpRequestMessage message = MessageOf(request);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(message, cancel);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancel);
            if (!response.IsSuccessStatusCode)
            {
                throw RefusalOf(request.Path, response, body);
            }

            return request.TryReadAnswer(body, out TAnswer? answer, out string? flaw)
                ? answer
                : throw new BeaconNodeException(
                    $"{Address}: {request.Path}: unreadable answer: {flaw}", isRefusal: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new BeaconNodeException($"{Address}: {e.Message}", isRefusal: false, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new BeaconNodeException(
                $"{Address}: {request.Path}: no answer within {_client.Timeout.TotalSeconds} s",
                isRefusal: false,
                e);
        }
    }

    /// <summary>Opens a stream of server-sent events.</summary>
    /// <exception cref="BeaconNodeException">The node does not give one.</exception>
    internal async Task<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new("text/event-stream"));
        try
        {
            HttpResponseMessage response =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStreamAsync(cancel)
                : throw RefusalOf(path, response, body: []);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new BeaconNodeException($"{Address}: {path}: {e.Message}", isRefusal: false, e);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage MessageOf<TAnswer>(BeaconRequest<TAnswer> request)
        where TAnswer : notnull
    {
        var message = new HttpRequestMessage(
            request.Method == BeaconMethod.Post ? HttpMethod.Post : HttpMethod.Get,
            request.Path.TrimStart('/'));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body.ToArray());
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        }

        if (request.ConsensusVersion.TryGet(out ForkName fork))
        {
            message.Headers.Add(BeaconHeaders.ConsensusVersion, fork.ToText());
        }

        return message;
    }

    private BeaconNodeException RefusalOf(string path, HttpResponseMessage response, byte[] body)
    {
        string reason = BeaconError.Shape.TryParse(body, out BeaconError? error, out _)
            ? string.Join("; ", error.Failures.Select(static f => f.Message).Prepend(error.Message))
            : response.ReasonPhrase ?? string.Empty;
        int status = (int)response.StatusCode;
        return new($"{Address}: {path}: {status} {reason}", isRefusal: status is >= 400 and < 500);
    }
}

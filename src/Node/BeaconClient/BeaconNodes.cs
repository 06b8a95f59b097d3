using TrustlessPools.Ethereum.BeaconApi;

namespace TrustlessPools.Node.BeaconClient;

/// <summary>Several beacon nodes of one operator, of which one is asked and the others stand by.</summary>
/// <remarks>
/// The node that answered last is asked first. One that cannot answer is passed over; a refusal is an answer,
/// since asking another node until one agrees would be no better than believing the worst of them.
/// </remarks>
public sealed class BeaconNodes : IDisposable
{
    private readonly BeaconNodeConnection[] _nodes;
    private int _preferred;

    /// <summary>Nodes in the order of preference.</summary>
    /// <param name="addresses">At least one.</param>
    /// <param name="timeout">How long an answer may take before the next node is asked.</param>
    public BeaconNodes(IEnumerable<Uri> addresses, TimeSpan timeout) =>
        _nodes = [.. addresses.Select(a => new BeaconNodeConnection(a, timeout))];

    /// <summary>The node that is asked first.</summary>
    public Uri Preferred => _nodes[Volatile.Read(ref _preferred)].Address;

    /// <summary>Asks the first node that can answer.</summary>
    /// <exception cref="BeaconNodeException">None can, or one refused.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(BeaconRequest<TAnswer> request, CancellationToken cancel)
        where TAnswer : notnull
    {
        int first = Volatile.Read(ref _preferred);
        var failures = new List<string>();
        for (int i = 0; i < _nodes.Length; i++)
        {
            int index = (first + i) % _nodes.Length;
            try
            {
                TAnswer answer = await _nodes[index].SendAsync(request, cancel);
                Volatile.Write(ref _preferred, index);
                return answer;
            }
            catch (BeaconNodeException e) when (!e.IsRefusal)
            {
                failures.Add(e.Message);
            }
        }

        throw new BeaconNodeException(string.Join("; ", failures), isRefusal: false);
    }

    /// <summary>Opens a stream that goes on, at the node that is asked first.</summary>
    /// <exception cref="BeaconNodeException">It does not give one.</exception>
    internal Task<Stream> OpenAsync(string path, CancellationToken cancel) =>
        _nodes[Volatile.Read(ref _preferred)].OpenAsync(path, cancel);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        foreach (BeaconNodeConnection node in _nodes)
        {
            node.Dispose();
        }
    }
}

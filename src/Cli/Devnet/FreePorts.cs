using System.Net;
using System.Net.Sockets;

namespace TrustlessPools.Cli.Devnet;

/// <summary>Ports of the loopback interface that nobody uses.</summary>
internal static class FreePorts
{
    /// <summary>So many different ones; all are held until all are found, so none is found twice.</summary>
    internal static IReadOnlyList<int> Find(int count)
    {
        var held = new List<TcpListener>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                held.Add(listener);
                listener.Start();
            }

            return [.. held.Select(static l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(static l => l.Dispose());
        }
    }
}

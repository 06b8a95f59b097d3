using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TrustlessPools.Node.Transport;

/// <summary>Ports of the loopback interface that nobody uses.</summary>
/// <remarks>
/// Below those that systems give to outgoing connections (from 32768 on Linux, 49152 by IANA): such a port,
/// found free and let go, could be a client's a moment later, and then nobody could listen there.
/// </remarks>
public static class FreePorts
{
    private const int First = 16_384;
    private const int Last = 32_767;

    /// <summary>So many different ones; all are held until all are found, so none is found twice.</summary>
    /// <exception cref="IOException">There are not so many.</exception>
    public static IReadOnlyList<int> Find(int count)
    {
        var held = new List<TcpListener>();
        int start = RandomNumberGenerator.GetInt32(First, Last + 1);
        try
        {
            for (int i = 0; i <= Last - First && held.Count < count; i++)
            {
                int port = First + ((start - First + i) % (Last - First + 1));
                if (TryListen(port) is { } listener)
                {
                    held.Add(listener);
                }
            }

            return held.Count == count
                ? [.. held.Select(static l => ((IPEndPoint)l.LocalEndpoint).Port)]
                : throw new IOException(
                    $"only {held.Count} of {count} ports from {First} to {Last} are free");
        }
        finally
        {
            held.ForEach(static l => l.Dispose());
        }
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Operator;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>
/// A digest of everything that every operator sent, stored and told, in order. Equal runs have equal digests.
/// </summary>
public sealed class Trace : IObserver, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest so far.</summary>
    public Hash32 Digest() => new(_hash.GetCurrentHash());

    public void Stored(Cluster cluster, SimulatedOperator who, IReadOnlyList<OperatorEffect.Write> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        foreach (OperatorEffect.Put put in writes.OfType<OperatorEffect.Put>())
        {
            Append(cluster, who, put.Key);
            _hash.AppendData(put.Value.AsSpan());
        }
    }

    public void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
        Append(cluster, who, $"to {to}");
        _hash.AppendData(bytes.AsSpan());
    }

    public void Told(Cluster cluster, SimulatedOperator who, OperatorEvent happened) =>
        Append(cluster, who, $"{happened}");

    public void Dispose() => _hash.Dispose();

    private void Append(Cluster cluster, SimulatedOperator who, string what) =>
        _hash.AppendData(Encoding.UTF8.GetBytes($"{cluster.Now} {who.Id} {what}\n"));
}

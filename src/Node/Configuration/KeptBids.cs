using System.Security.Cryptography;
using System.Text;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>What an operator has sealed and not opened yet, in its folder, one file a bid.</summary>
/// <remarks>
/// Only the owner may read it (mode 0600). It is kept before the bid is posted: whoever has lost it cannot
/// open the bid, and loses its deposit.
/// </remarks>
public sealed class KeptBids(OperatorFolder folder)
{
    /// <summary>A salt that nobody can guess.</summary>
    public static Hash32 NewSalt() => new(RandomNumberGenerator.GetBytes(Hash32.Size));

    /// <summary>Keeps a bid; durable when it returns.</summary>
    public void Keep(BidSeal seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        OperatorFolder.WriteSecret(
            PathOf(seal.Commitment), Encoding.UTF8.GetBytes(BidSeal.Ssz.ToJson(seal) + "\n"));
    }

    /// <summary>The bid with a commitment, or null when it is not kept here.</summary>
    /// <exception cref="ConfigurationException">The file holds something else.</exception>
    public BidSeal? Find(Hash32 commitment)
    {
        string path = PathOf(commitment);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            BidSeal seal = BidSeal.Ssz.ParseJson(ConfigurationFiles.ReadText(path));
            return seal.Commitment == commitment
                ? seal
                : throw new FormatException("It is another bid than its name says.");
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException)
        {
            throw new ConfigurationException(
                new("MalformedFile", $"{path}: {e.Message}", "a bid that was kept here"), e);
        }
    }

    /// <summary>Forgets a bid that is open.</summary>
    public void Forget(Hash32 commitment) => File.Delete(PathOf(commitment));

    /// <summary>Forgets all, when no seat is for sale and no bid can be opened any more.</summary>
    public void ForgetAll()
    {
        foreach (string path in Directory.EnumerateFiles(folder.Root, "bid-*.json"))
        {
            File.Delete(path);
        }
    }

    private string PathOf(Hash32 commitment) => folder.In($"bid-{commitment}.json");
}

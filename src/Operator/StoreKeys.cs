using System.Globalization;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>The keys of records in an operator's store.</summary>
public static class StoreKeys
{
    /// <summary>The latest snapshot of the chain's head.</summary>
    public const string Head = "head";

    /// <summary>The consensus on the next block.</summary>
    public const string Agreement = "agreement";

    /// <summary>What bodies begin with.</summary>
    public const string BodyPrefix = "body/";

    /// <summary>What blocks begin with.</summary>
    public const string BlockPrefix = "block/";

    /// <summary>What duties begin with.</summary>
    public const string DutyPrefix = "duty/";

    /// <summary>What fences begin with.</summary>
    public const string FencePrefix = "fence/";

    /// <summary>What signing histories begin with.</summary>
    public const string HistoryPrefix = "history/";

    /// <summary>What operations that people asked for begin with.</summary>
    public const string OfferPrefix = "offer/";

    /// <summary>A certified block; keys sort as heights do.</summary>
    public static string Block(Height height) =>
        BlockPrefix + height.Value.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>The operations of a proposed block.</summary>
    public static string Body(Hash32 root) => BodyPrefix + root;

    /// <summary>The consensus on a duty.</summary>
    public static string Duty(DutyId duty) => DutyPrefix + Hex.Format(DutyId.Ssz.Serialize(duty));

    /// <summary>The fence of a tenure.</summary>
    public static string Fence(Hash32 tenure) => FencePrefix + tenure;

    /// <summary>What somebody asked to be posted.</summary>
    public static string Offer(Hash32 root) => OfferPrefix + root;

    /// <summary>What a validator has signed.</summary>
    public static string History(G1Bytes key) => HistoryPrefix + key;
}

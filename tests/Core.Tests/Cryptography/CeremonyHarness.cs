using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>
/// Runs the cryptography of a ceremony among operators in one place, each with its own seeds.
/// </summary>
internal sealed class CeremonyHarness(ulong seed)
{
    private readonly SeededGenerator _random = new(seed);

    internal SecretBytes NewSeed()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes.Size];
        _random.Fill(bytes);
        return SecretBytes.From(bytes);
    }

    internal static OperatorId[] Ids(params uint[] ids) => [.. ids.Select(static i => new OperatorId(i))];

    /// <summary>An attempt in which each recipient has an encryption key of its own.</summary>
    internal (CeremonyContext Context, Dictionary<OperatorId, SecretBytes> KeySeeds) NewAttempt(
        IEnumerable<OperatorId> recipients, int threshold, PublicSharing? old = null, uint attempt = 0)
    {
        var seeds = recipients.ToDictionary(static r => r, _ => NewSeed());
        Sequence<Recipient> list = seeds.OrderBy(static s => s.Key)
            .Select(static s => new Recipient(s.Key, EncryptionKey.From(default, s.Value).Key))
            .ToSequence();
        var id = new CeremonyId(Hash32.Sha256("test"u8), new(1), new(0), 0, attempt);
        return (new(id, threshold, list, old is null ? default : new(old)), seeds);
    }

    /// <summary>Deals and checks.</summary>
    internal CheckedDealing Deal(CeremonyContext context, OperatorId dealer, SecretScalar? oldShare = null)
    {
        using SecretBytes dealingSeed = NewSeed();
        return Check(context, dealer, Dealing.Make(context, dealer, dealingSeed, oldShare));
    }

    internal static CheckedDealing Check(CeremonyContext context, OperatorId dealer, Dealing dealing)
    {
        DealingFlaw? flaw = CheckedDealing.Check(context, dealer, dealing, out CheckedDealing? result);
        Assert.Null(flaw);
        return result!;
    }

    /// <summary>A whole key generation without faults.</summary>
    internal SharedKey Generate(OperatorId[] members, int threshold)
    {
        (CeremonyContext context, Dictionary<OperatorId, SecretBytes> keySeeds) =
            NewAttempt(members, threshold);
        CheckedDealing[] dealings = [.. context.Dealers.Select(d => Deal(context, d))];
        NewSharing sharing = NewSharing.Combine(context, dealings)!;
        var shares = new Dictionary<OperatorId, SecretScalar>();
        var revealed = new List<PublicShare>();
        foreach (OperatorId member in members)
        {
            SecretScalar share = ShareOf(sharing, keySeeds, member);
            shares.Add(member, share);
            RevealedShare reveal = RevealedShare.Make(context, share, keySeeds[member]);
            Assert.True(reveal.Verify(context, member, sharing));
            revealed.Add(new(member, reveal.Key));
        }

        return new(RevealedShare.Interpolate(context, revealed)!, shares, context);
    }

    /// <summary>A whole hand-over in which the named old members deal.</summary>
    internal SharedKey HandOver(SharedKey old, OperatorId[] dealers, OperatorId[] members, int threshold)
    {
        (CeremonyContext context, Dictionary<OperatorId, SecretBytes> keySeeds) =
            NewAttempt(members, threshold, old.Public);
        CheckedDealing[] dealings = [.. dealers.Select(d => Deal(context, d, old.Shares[d]))];
        foreach (OperatorId member in members)
        {
            using SecretScalar secret = EncryptionKey.SecretFrom(keySeeds[member]);
            Assert.Empty(ReceivedShares.FindCulprits(context, dealings, member, secret));
        }

        NewSharing sharing = NewSharing.Combine(context, dealings)!;
        var shares = members.ToDictionary(static m => m, m => ShareOf(sharing, keySeeds, m));
        return new(sharing.ToPublicSharing()!, shares, context);
    }

    internal static SecretScalar ShareOf(
        NewSharing sharing, Dictionary<OperatorId, SecretBytes> keySeeds, OperatorId member)
    {
        using SecretScalar secret = EncryptionKey.SecretFrom(keySeeds[member]);
        SecretScalar? share = sharing.ShareOf(member, secret);
        Assert.NotNull(share);
        return share;
    }

    internal sealed record SharedKey(
        PublicSharing Public, Dictionary<OperatorId, SecretScalar> Shares, CeremonyContext Context);
}

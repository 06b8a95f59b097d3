using TrustlessPools.Core.Tests.PoolChain;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>
/// What a ceremony checks many at a time comes out as it does one by one, culprits and all.
/// </summary>
public sealed class CeremonyBatchTests
{
    [Theory]
    [InlineData(1UL, 5)]
    [InlineData(2UL, 5)]
    [InlineData(3UL, 21)] // enough points for the subset test
    [InlineData(4UL, 21)]
    public void Dealings_are_checked_together_as_alone(ulong seed, int members)
    {
        var harness = new CeremonyHarness(seed);
        var random = new SeededGenerator(seed, stream: 1);
        OperatorId[] ids = Ids(members);
        (CeremonyContext context, _) = harness.NewAttempt(ids, threshold: members - 1);
        (OperatorId Dealer, Dealing Dealing)[] honest =
            [.. ids.Select(i => (i, Dealing.Make(context, i, harness.NewSeed(), oldShare: null)))];
        AssertSame(context, honest);
        for (int round = 0; round < 4; round++)
        {
            (OperatorId Dealer, Dealing Dealing)[] posted = [.. honest];
            for (int bad = 0; bad <= round; bad++)
            {
                int at = random.NextBelow(members);
                posted[at] = Spoil(random, posted[at], honest[(at + 1) % members].Dealing);
            }

            AssertSame(context, posted);
        }
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Wrong_shares_are_found_together_as_alone(ulong seed)
    {
        var harness = new CeremonyHarness(seed);
        var random = new SeededGenerator(seed, stream: 1);
        OperatorId[] ids = Ids(7);
        (CeremonyContext context, Dictionary<OperatorId, SecretBytes> seeds) =
            harness.NewAttempt(ids, threshold: 5);
        CheckedDealing[] dealings = [.. ids.Select(dealer => random.NextChance(1, 2)
            ? harness.Deal(context, dealer)
            : CeremonyHarness.Check(
                context, dealer, new DishonestDealer(context, dealer, harness.NewSeed(), null)
                .WithWrongSharesFor([.. ids.Where(_ => random.NextChance(1, 2))])))];
        foreach (OperatorId recipient in ids)
        {
            using SecretScalar secret = EncryptionKey.SecretFrom(seeds[recipient]);
            Assert.Equal(
                dealings.Where(d => !IsRight(context, d, recipient, secret)).Select(static d => d.Dealer),
                ReceivedShares.FindCulprits(context, dealings, recipient, secret));
        }
    }

    [Fact]
    public void Confirmations_hold_together_exactly_when_each_does()
    {
        var harness = new CeremonyHarness(1);
        CeremonyHarness.SharedKey key = harness.Generate(Ids(7), threshold: 5);
        (G1Bytes PublicShare, G2Bytes Confirmation)[] confirmations = [.. key.Public.Members.Select(
            m => (m.Key, Confirmation.Make(key.Context, key.Shares[m.Member])))];
        Assert.True(Confirmation.VerifyAll(key.Context, confirmations));
        for (int i = 0; i < confirmations.Length; i++)
        {
            foreach (G2Bytes wrong in new[] { confirmations[(i + 1) % 7].Confirmation, default })
            {
                (G1Bytes PublicShare, G2Bytes Confirmation)[] spoilt = [.. confirmations];
                spoilt[i].Confirmation = wrong;
                Assert.False(Confirmation.Verify(key.Context, spoilt[i].PublicShare, wrong));
                Assert.False(Confirmation.VerifyAll(key.Context, spoilt));
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Any_t_or_more_revealed_shares_give_the_same_sharing(int count)
    {
        var harness = new CeremonyHarness(2);
        CeremonyHarness.SharedKey key = harness.Generate(Ids(7), threshold: 5);
        var random = new SeededGenerator(3);
        PublicShare[] revealed = [.. key.Public.Members];
        for (int round = 0; round < 5; round++)
        {
            random.Shuffle(revealed);
            Assert.Equal(key.Public, RevealedShare.Interpolate(key.Context, revealed[..count]));
        }
    }

    private static bool IsRight(
        CeremonyContext context, CheckedDealing dealing, OperatorId recipient, SecretScalar secret)
    {
        using SecretScalar? share = dealing.Open(context, recipient, secret);
        return share is not null && dealing.Matches(context, recipient, share);
    }

    private static (OperatorId Dealer, Dealing Dealing) Spoil(
        SeededGenerator random,
        (OperatorId Dealer, Dealing Dealing) posted,
        Dealing other) => random.NextBelow(6) switch
        {
            0 => (new(999), posted.Dealing),
            1 => (posted.Dealer, posted.Dealing with
            {
                Commitments = posted.Dealing.Commitments.Skip(1).ToSequence(),
            }),
            2 => (posted.Dealer, posted.Dealing with
            {
                Commitments = posted.Dealing.Commitments.With(1, OrderThree),
            }),
            3 => (posted.Dealer, posted.Dealing with { Ephemeral = default }),
            4 => (posted.Dealer, posted.Dealing with { Proof = other.Proof }),
            _ => (posted.Dealer, other),
        };

    private static G1Bytes OrderThree { get; } = G1Bytes.Parse("0x80" + new string('0', 94));

    private static void AssertSame(CeremonyContext context, (OperatorId Dealer, Dealing Dealing)[] posted)
    {
        IReadOnlyList<(CheckedDealing? Dealing, DealingFlaw? Flaw)> together =
            CheckedDealing.CheckAll(context, posted);
        for (int i = 0; i < posted.Length; i++)
        {
            DealingFlaw? flaw = CheckedDealing.Check(
                context, posted[i].Dealer, posted[i].Dealing, out CheckedDealing? alone);
            Assert.Equal(flaw, together[i].Flaw);
            Assert.Equal(alone?.Dealer, together[i].Dealing?.Dealer);
            Assert.Equal(alone?.Dealing, together[i].Dealing?.Dealing);
            Assert.Equal(alone?.CommitmentPoints, together[i].Dealing?.CommitmentPoints);
            Assert.Equal(alone?.Ephemeral, together[i].Dealing?.Ephemeral);
        }
    }

    private static OperatorId[] Ids(int count) =>
        CeremonyHarness.Ids([.. Enumerable.Range(1, count).Select(static i => (uint)i)]);
}

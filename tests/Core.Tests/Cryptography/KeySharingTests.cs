using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.ThresholdSignatures;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>Keys are generated, handed over and signed with, by committees of many sizes.</summary>
public sealed class KeySharingTests
{
    private static readonly byte[] Message = Hash32.Sha256("a duty"u8).ToArray();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(7, 5)]
    [InlineData(13, 9)]
    public void Any_t_of_n_shares_sign_alike_and_fewer_do_not(int n, int t)
    {
        var harness = new CeremonyHarness((ulong)n);
        OperatorId[] members = Members(n, first: 1);
        CeremonyHarness.SharedKey key = harness.Generate(members, t);
        var random = new SeededGenerator(99);
        var signatures = new HashSet<G2Bytes>();
        for (int round = 0; round < 5; round++)
        {
            random.Shuffle(members);
            Combination combination = Sign(key, members[..t]);
            Assert.Empty(combination.Culprits);
            signatures.Add(combination.Signature!.Value);
        }

        Assert.Single(signatures);
        Assert.Null(Sign(key, members[..(t - 1)]).Signature);
    }

    [Theory]
    [InlineData(4, 3, 4, 3, 0)] // to the same members
    [InlineData(4, 3, 4, 3, 2)] // overlapping
    [InlineData(4, 3, 4, 3, 4)] // disjoint
    [InlineData(4, 3, 7, 5, 4)] // to a larger committee
    [InlineData(7, 5, 4, 3, 1)] // to a smaller one
    public void A_hand_over_leaves_the_group_key_unchanged(int n, int t, int newN, int newT, int shift)
    {
        var harness = new CeremonyHarness(5);
        CeremonyHarness.SharedKey key = harness.Generate(Members(n, first: 1), t);
        OperatorId[] newMembers = Members(newN, first: 1 + shift);
        CeremonyHarness.SharedKey handed = harness.HandOver(
            key, [.. key.Shares.Keys.OrderDescending().Take(t)], newMembers, newT);
        Assert.Equal(key.Public.GroupKey, handed.Public.GroupKey);
        Assert.Equal(
            Sign(key, [.. key.Shares.Keys.Take(t)]).Signature, Sign(handed, newMembers[..newT]).Signature);
    }

    [Fact]
    public void Shares_of_different_terms_do_not_combine()
    {
        var harness = new CeremonyHarness(6);
        OperatorId[] members = Members(4, first: 1);
        CeremonyHarness.SharedKey key = harness.Generate(members, 3);
        CeremonyHarness.SharedKey handed = harness.HandOver(key, members[..3], members, 3);
        var mixed = new CeremonyHarness.SharedKey(
            handed.Public,
            new()
            {
                [members[0]] = key.Shares[members[0]],
                [members[1]] = handed.Shares[members[1]],
                [members[2]] = handed.Shares[members[2]],
            },
            handed.Context);
        Combination combination = Sign(mixed, members[..3]);
        Assert.Null(combination.Signature);
        Assert.Equal([members[0]], combination.Culprits);
    }

    [Fact]
    public void Bad_partial_signatures_are_found_and_left_out()
    {
        var harness = new CeremonyHarness(7);
        OperatorId[] members = Members(7, first: 1);
        CeremonyHarness.SharedKey key = harness.Generate(members, 5);
        Dictionary<OperatorId, G2Bytes> partials = members.ToDictionary(static m => m, m => Partial(key, m));
        partials[members[0]] = Partial(key, members[1]);
        partials[members[3]] = default;
        Combination combination = ThresholdSignature.Combine(
            key.Public, Message, DomainSeparationTag.Signature, partials);
        Assert.Equal([members[0], members[3]], combination.Culprits.Order());
        Assert.Equal(
            Sign(key, members[1..3].Concat(members[4..]).ToArray()).Signature, combination.Signature);
    }

    [Fact]
    public void A_confirmation_is_no_signature_of_the_validator()
    {
        var harness = new CeremonyHarness(8);
        CeremonyHarness.SharedKey key = harness.Generate(Members(4, first: 1), 3);
        KeyValuePair<OperatorId, G2Bytes>[] confirmations =
            [.. key.Shares.Select(s => KeyValuePair.Create(s.Key, Confirmation.Make(key.Context, s.Value)))];
        Assert.All(confirmations, c =>
            Assert.True(Confirmation.Verify(key.Context, key.Public.ShareOf(c.Key)!.Value, c.Value)));
        Combination combination = ThresholdSignature.Combine(
            key.Public, key.Context.Root.ToArray(), DomainSeparationTag.Signature, confirmations);
        Assert.Null(combination.Signature);
        Assert.Equal(4, combination.Culprits.Count);
    }

    private static OperatorId[] Members(int count, int first) =>
        CeremonyHarness.Ids([.. Enumerable.Range(first, count).Select(static i => (uint)i)]);

    private static G2Bytes Partial(CeremonyHarness.SharedKey key, OperatorId member) =>
        key.Shares[member].Sign(Message, DomainSeparationTag.Signature).ToBytes();

    private static Combination Sign(CeremonyHarness.SharedKey key, OperatorId[] signers) =>
        ThresholdSignature.Combine(
        key.Public,
        Message,
        DomainSeparationTag.Signature,
        signers.Select(s => KeyValuePair.Create(s, Partial(key, s))));
}

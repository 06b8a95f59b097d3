using System.Buffers.Binary;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>Chains with residents and outside validators whose keys the tests hold.</summary>
internal static class TestChain
{
    /// <summary>The stake of a validator of these chains.</summary>
    internal static readonly Gwei Stake = new(32_000_000_000);

    /// <summary>A chain of the minimal preset at slot 0: the residents first, then the outside validators.</summary>
    internal static BeaconChain Begin(
        int residents,
        int outside,
        ResidentPlan? plan = null,
        ChainConfig? config = null,
        SignatureVerifier? verify = null,
        ulong seed = 1)
    {
        IEnumerable<GenesisValidator> validators = Enumerable.Range(0, residents + outside)
            .Select(i => new GenesisValidator(OutsideKey.Of(i).PublicKey, default, Stake, IsResident: i < residents));
        return BeaconChain.Begin(
            config ?? ChainConfig.Minimal,
            new(new Instant(1_700_000_000_000), SeedOf(seed), validators.ToSequence()),
            plan,
            verify);
    }

    /// <summary>The first RANDAO mix of a chain of these tests.</summary>
    internal static Hash32 SeedOf(ulong seed)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        return Hash32.Sha256(bytes);
    }

    /// <summary>Goes on to the first slot of an epoch.</summary>
    internal static BeaconChain AdvanceTo(this BeaconChain chain, Epoch epoch) =>
        chain.AdvanceTo(chain.Config.FirstSlot(epoch)).Chain;

    /// <summary>Goes on slot by slot to the first slot of an epoch, with the outside validators voting as they should.</summary>
    internal static BeaconChain AdvanceVoting(this BeaconChain chain, Epoch epoch, params int[] voters)
    {
        chain = VoteOf(chain, voters);
        while (chain.Slot < chain.Config.FirstSlot(epoch))
        {
            chain = VoteOf(chain.AdvanceTo(chain.Slot + 1).Chain, voters);
        }

        return chain;
    }

    /// <summary>The correct vote of an outside validator in the epoch of a chain's slot; the slot must have begun.</summary>
    internal static SingleAttestation VoteOf(this BeaconChain chain, int index, Epoch epoch)
    {
        CommitteeAssignment place = chain.PlaceOf(index, epoch);
        Assert.Null(VoteContent.TryGet(chain, place.Slot, out AttestationData? data));
        return chain.Sign(index, data!) with { CommitteeIndex = (ulong)place.CommitteeIndex };
    }

    /// <summary>Where a validator votes in an epoch.</summary>
    internal static CommitteeAssignment PlaceOf(this BeaconChain chain, int index, Epoch epoch)
    {
        Assert.True(chain.Shufflings.At(epoch)!.TryGetAssignment(new((ulong)index), out CommitteeAssignment place));
        return place;
    }

    /// <summary>A content with an outside validator's signature, in committee 0.</summary>
    internal static SingleAttestation Sign(this BeaconChain chain, int index, AttestationData data)
    {
        Domain domain = chain.Config.Forks.DomainAt(
            DomainType.BeaconAttester, data.Target.Epoch, chain.State.GenesisValidatorsRoot);
        G2Bytes signature = OutsideKey.Of(index).Sign(domain.SigningRoot(AttestationData.Ssz, data));
        return new(0, new ValidatorIndex((ulong)index), data, signature);
    }

    /// <summary>A deposit with its proof of possession.</summary>
    internal static DepositData DepositOf(ChainConfig config, int key, Gwei amount, WithdrawalCredentials credentials = default)
    {
        var message = new DepositMessage(OutsideKey.Of(key).PublicKey, credentials, amount);
        Domain domain = Domain.ForDeposits(config.Forks.GenesisVersion);
        return new(
            message.PublicKey,
            credentials,
            amount,
            OutsideKey.Of(key).Sign(domain.SigningRoot(DepositMessage.Ssz, message)));
    }

    private static BeaconChain VoteOf(BeaconChain chain, int[] voters)
    {
        Epoch epoch = chain.State.CurrentEpoch;
        foreach (int voter in voters)
        {
            if (chain.PlaceOf(voter, epoch).Slot == chain.Slot)
            {
                Outcome outcome = chain.Submit(chain.VoteOf(voter, epoch));
                Assert.Null(outcome.Refusal);
                chain = outcome.Chain;
            }
        }

        return chain;
    }
}

/// <summary>A key of the tests.</summary>
internal sealed class OutsideKey
{
    private static readonly Dictionary<int, OutsideKey> Known = [];
    private static readonly Lock Guard = new();

    private readonly SecretScalar _secret;

    private OutsideKey(int number)
    {
        var uniform = new byte[SecretScalar.UniformSize];
        BinaryPrimitives.WriteInt32LittleEndian(uniform.AsSpan(8), number + 1);
        _secret = SecretScalar.FromUniformBytes(uniform);
        PublicKey = _secret.ToPublicPoint().ToBytes();
    }

    /// <summary>The public key.</summary>
    internal G1Bytes PublicKey { get; }

    /// <summary>The key with a number from 0.</summary>
    internal static OutsideKey Of(int number)
    {
        lock (Guard)
        {
            return Known.TryGetValue(number, out OutsideKey? key) ? key : Known[number] = new(number);
        }
    }

    /// <summary>Signs.</summary>
    internal G2Bytes Sign(Hash32 signingRoot) =>
        _secret.Sign(signingRoot.ToArray(), DomainSeparationTag.Signature).ToBytes();
}

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
    internal static readonly Gwei Stake = Gwei.ValidatorStake;

    /// <summary>A chain of the minimal preset at slot 0: residents first, then outside validators.</summary>
    internal static BeaconChain Begin(
        int residents,
        int outside,
        ResidentPlan? plan = null,
        ChainConfig? config = null,
        SignatureVerifier? verify = null,
        ulong seed = 1)
    {
        IEnumerable<GenesisValidator> others = Enumerable.Range(residents, outside)
            .Select(static i => new GenesisValidator(
                OutsideKey.Of(i).PublicKey, default, Stake, IsResident: false));
        return BeaconChain.Begin(
            config ?? ChainConfig.Minimal,
            new(
                new Instant(1_700_000_000_000),
                SeedOf(seed),
                [.. GenesisValidator.Residents(residents), .. others]),
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

    /// <summary>
    /// Goes on slot by slot to a slot, in which the outside validators have voted as they should, too.
    /// </summary>
    internal static BeaconChain AdvanceVoting(this BeaconChain chain, Slot slot, params int[] voters)
    {
        chain = VoteOf(chain, voters);
        while (chain.Slot < slot)
        {
            chain = VoteOf(chain.AdvanceTo(chain.Slot + 1).Chain, voters);
        }

        return chain;
    }

    /// <summary>As the other overload, to the first slot of an epoch.</summary>
    internal static BeaconChain AdvanceVoting(this BeaconChain chain, Epoch epoch, params int[] voters) =>
        chain.AdvanceVoting(chain.Config.FirstSlot(epoch), voters);

    /// <summary>
    /// The correct vote of an outside validator in an epoch; the slot that it votes in must have begun.
    /// </summary>
    internal static SingleAttestation VoteOf(this BeaconChain chain, int index, Epoch epoch)
    {
        CommitteeAssignment place = chain.PlaceOf(index, epoch);
        Assert.Null(VoteContent.TryGet(chain, place.Slot, out AttestationData? data));
        return chain.Sign(index, data!) with { CommitteeIndex = (ulong)place.CommitteeIndex };
    }

    /// <summary>Where a validator votes in an epoch.</summary>
    internal static CommitteeAssignment PlaceOf(this BeaconChain chain, int index, Epoch epoch)
    {
        Assert.True(chain.Shufflings.At(epoch)!.TryGetAssignment(
            new((ulong)index), out CommitteeAssignment place));
        return place;
    }

    /// <summary>A content with an outside validator's signature, in committee 0.</summary>
    internal static SingleAttestation Sign(this BeaconChain chain, int index, AttestationData data)
    {
        Hash32 root = chain.Config.Forks.SigningRoot(data, chain.State.GenesisValidatorsRoot);
        return new(0, new ValidatorIndex((ulong)index), data, OutsideKey.Of(index).Sign(root));
    }

    /// <summary>The wish of an outside validator to leave from an epoch on.</summary>
    internal static SignedVoluntaryExit ExitOf(this BeaconChain chain, int index, Epoch epoch)
    {
        var exit = new VoluntaryExit(epoch, new ValidatorIndex((ulong)index));
        Domain domain = chain.Config.Forks.VoluntaryExitDomain(
            exit, chain.State.CurrentEpoch, chain.State.GenesisValidatorsRoot);
        return new(exit, OutsideKey.Of(index).Sign(domain.SigningRoot(VoluntaryExit.Ssz, exit)));
    }

    /// <summary>A deposit with its proof of possession.</summary>
    internal static DepositData DepositOf(
        ChainConfig config, int key, Gwei amount, WithdrawalCredentials credentials = default)
    {
        var message = new DepositMessage(OutsideKey.Of(key).PublicKey, credentials, amount);
        Hash32 root = SignedDeposit.SigningRoot(message, config.Forks.GenesisVersion);
        return new(message.PublicKey, credentials, amount, OutsideKey.Of(key).Sign(root));
    }

    /// <summary>Credentials with a prefix and nothing else.</summary>
    internal static WithdrawalCredentials CredentialsOf(byte prefix)
    {
        var bytes = new byte[Hash32.Size];
        bytes[0] = prefix;
        return new(new Hash32(bytes));
    }

    /// <summary>The chain after an input that must be taken.</summary>
    internal static BeaconChain Taken(this Outcome outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Chain;
    }

    private static BeaconChain VoteOf(BeaconChain chain, int[] voters)
    {
        Epoch epoch = chain.State.CurrentEpoch;
        foreach (int voter in voters)
        {
            if (chain.PlaceOf(voter, epoch).Slot == chain.Slot)
            {
                chain = chain.Submit(chain.VoteOf(voter, epoch)).Taken();
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

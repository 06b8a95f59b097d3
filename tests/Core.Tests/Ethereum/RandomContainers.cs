using System.Reflection;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using Phase0Attestation = TrustlessPools.Ethereum.Containers.Phase0.Attestation;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>Random values of any container, by what its record is made from.</summary>
/// <param name="random">Where the values come from.</param>
/// <param name="preset">What bounds the lists.</param>
internal sealed class RandomContainers(SeededGenerator random, Preset preset)
{
    // JavaScript's numbers are exact up to there; the specification's own cases cover the rest.
    private const int NumberBits = 53;

    /// <summary>A value of a container.</summary>
    public object Next(Type record)
    {
        ConstructorInfo constructor = record.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => NextPart(record, p))]);
    }

    private object NextPart(Type record, ParameterInfo part) => part.ParameterType switch
    {
        Type t when t == typeof(ulong) => Number(),
        Type t when t == typeof(bool) => random.NextChance(1, 2),
        Type t when t == typeof(Slot) => new Slot(Number()),
        Type t when t == typeof(Epoch) => NextEpoch(mayBeNever: record == typeof(Validator)),
        Type t when t == typeof(ValidatorIndex) => new ValidatorIndex(Number()),
        Type t when t == typeof(Gwei) => new Gwei(Number()),
        Type t when t == typeof(Hash32) => new Hash32(Bytes(Hash32.Size)),
        Type t when t == typeof(WithdrawalCredentials) => new WithdrawalCredentials(new(Bytes(Hash32.Size))),
        Type t when t == typeof(ForkVersion) => new ForkVersion(unchecked((uint)random.NextUInt64())),
        Type t when t == typeof(G1Bytes) => new G1Bytes(new ByteString(Bytes(G1Bytes.Size))),
        Type t when t == typeof(G2Bytes) => new G2Bytes(new ByteString(Bytes(G2Bytes.Size))),
        Type t when t == typeof(BitString) && part.Name == nameof(Attestation.CommitteeBits) =>
            Bits(preset.MaxCommitteesPerSlot),
        Type t when t == typeof(BitString) => Bits(Count(LimitOf(record))),
        Type t when t == typeof(Sequence<ValidatorIndex>) =>
            List(Count(LimitOf(record)), () => new ValidatorIndex(Number())),
        Type t when t == typeof(Sequence<Hash32>) =>
            List(Deposit.TreeDepth + 1, () => new Hash32(Bytes(Hash32.Size))),
        Type t when ContainerSchemas.IsContainer(t) => Next(t),
        Type t => throw new NotSupportedException($"{record.Name} has a part of type {t}."),
    };

    private int LimitOf(Type record) => record.Namespace == typeof(Phase0Attestation).Namespace
        ? Phase0Attestation.MaxValidatorsPerCommittee
        : preset.MaxAttestersPerAggregate;

    /// <summary>Mostly few, sometimes none, now and then as many as may be.</summary>
    private int Count(int limit) => random.NextBelow(400) switch
    {
        0 => limit,
        < 20 => 0,
        < 40 => random.NextBelow(Math.Min(limit, 2000)),
        _ => random.NextBelow(20),
    };

    private ulong Number() => random.NextUInt64() >> (64 - NumberBits + random.NextBelow(NumberBits));

    private Epoch NextEpoch(bool mayBeNever) =>
        mayBeNever && random.NextChance(1, 4) ? Epoch.FarFuture : new(Number());

    private static Sequence<T> List<T>(int length, Func<T> next) =>
        Enumerable.Range(0, length).Select(_ => next()).ToSequence();

    private BitString Bits(int length) =>
        BitString.Of(length, Enumerable.Range(0, length).Where(_ => random.NextChance(1, 2)));

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.Fill(bytes);
        return bytes;
    }
}

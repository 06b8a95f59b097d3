using System.Buffers.Binary;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SigningDomains;

/// <summary>
/// What is mixed into a signed root, so that a signature means nothing elsewhere (consensus-specs
/// <c>Domain</c>).
/// </summary>
/// <param name="Value">The type's four bytes, then the first 28 of the fork data's root.</param>
public readonly record struct Domain(Hash32 Value)
{
    private const int TypeSize = sizeof(uint);

    /// <summary>The specification's <c>compute_domain</c>.</summary>
    /// <param name="type">What the signature is for.</param>
    /// <param name="version">The fork's.</param>
    /// <param name="genesisValidatorsRoot">
    /// The chain's; zero for what is valid on every chain of a version.
    /// </param>
    public static Domain Compute(DomainType type, ForkVersion version, Hash32 genesisValidatorsRoot)
    {
        Span<byte> domain = stackalloc byte[TypeSize + Hash32.Size];
        BinaryPrimitives.WriteUInt32BigEndian(domain, (uint)type);
        ForkDataRoot(version, genesisValidatorsRoot).CopyTo(domain[TypeSize..]);
        return new(new Hash32(domain[..Hash32.Size]));
    }

    /// <summary>
    /// The domain of deposits: under the genesis version for ever, and before a chain has a genesis.
    /// </summary>
    /// <remarks>
    /// consensus-specs <c>phase0/beacon-chain.md#apply_deposit</c>: deposits are valid across forks.
    /// </remarks>
    public static Domain ForDeposits(ForkVersion genesisVersion) =>
        Compute(DomainType.Deposit, genesisVersion, genesisValidatorsRoot: default);

    /// <summary>The specification's <c>compute_fork_data_root</c>.</summary>
    public static Hash32 ForkDataRoot(ForkVersion version, Hash32 genesisValidatorsRoot) =>
        ForkData.Ssz.HashTreeRoot(new(version, genesisValidatorsRoot));

    /// <summary>The specification's <c>compute_signing_root</c>, of an object whose root is known.</summary>
    public Hash32 SigningRoot(Hash32 objectRoot) => SigningData.Ssz.HashTreeRoot(new(objectRoot, Value));

    /// <summary>The specification's <c>compute_signing_root</c>.</summary>
    public Hash32 SigningRoot<T>(SszType<T> schema, T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(schema);
        return SigningRoot(schema.HashTreeRoot(value));
    }

    public override string ToString() => Value.ToString();
}

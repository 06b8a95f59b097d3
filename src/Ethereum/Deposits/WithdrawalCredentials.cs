using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>
/// Who receives what a validator gives back (consensus-specs
/// <c>phase0/validator.md#withdrawal-credentials</c>).
/// </summary>
/// <remarks>The default value has the prefix of a BLS key, which nobody has, and is valid.</remarks>
/// <param name="Value">The prefix, then what it makes of the other 31 bytes.</param>
public readonly record struct WithdrawalCredentials(Hash32 Value)
{
    /// <summary>
    /// BLS_WITHDRAWAL_PREFIX: the hash of a BLS key, whose holder alone can name an address.
    /// </summary>
    public const byte BlsPrefix = 0x00;

    /// <summary>
    /// ETH1_ADDRESS_WITHDRAWAL_PREFIX: an execution address that receives everything above 32 ETH.
    /// </summary>
    public const byte ExecutionPrefix = 0x01;

    /// <summary>
    /// COMPOUNDING_WITHDRAWAL_PREFIX: an execution address, with up to 2048 ETH staying (EIP-7251).
    /// </summary>
    public const byte CompoundingPrefix = 0x02;

    private const int AddressOffset = Hash32.Size - ExecutionAddress.Size;

    /// <summary>32 bytes, as in a deposit.</summary>
    public static SszType<WithdrawalCredentials> Ssz { get; } =
        SszTypes.Hash32.As(static h => new WithdrawalCredentials(h), static c => c.Value);

    /// <summary>What the first byte says about the others.</summary>
    public byte Prefix => Value.ToArray()[0];

    /// <summary>The address that the credentials pay to, for the prefixes 0x01 and 0x02.</summary>
    /// <returns>False for other prefixes, and when bytes between prefix and address are not zero.</returns>
    /// <remarks>Whoever holds that address can also make the validator leave (EIP-7002).</remarks>
    public bool TryGetAddress([MaybeNullWhen(false)] out ExecutionAddress address)
    {
        byte[] bytes = Value.ToArray();
        bool pays = bytes[0] is ExecutionPrefix or CompoundingPrefix
            && bytes.AsSpan(1, AddressOffset - 1).IndexOfAnyExcept((byte)0) < 0;
        address = pays ? new(new ByteString(bytes.AsSpan(AddressOffset))) : default;
        return pays;
    }

    /// <summary>Credentials 0x01 that pay to an execution address.</summary>
    public static WithdrawalCredentials For(ExecutionAddress address)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        bytes.Clear();
        bytes[0] = ExecutionPrefix;
        address.AsSpan().CopyTo(bytes[AddressOffset..]);
        return new(new Hash32(bytes));
    }

    public override string ToString() => Value.ToString();
}

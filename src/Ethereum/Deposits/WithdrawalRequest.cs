using System.Buffers.Binary;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>
/// What the holder of a validator's withdrawal address sends on the execution layer, so that the validator
/// leaves or pays a part out; nobody else is asked (EIP-7002).
/// </summary>
/// <param name="Validator">The validator's public key.</param>
/// <param name="Amount">What is to be paid out; 0 makes the validator leave.</param>
public sealed record WithdrawalRequest(G1Bytes Validator, Gwei Amount)
{
    /// <summary>The length of the call's data: a key of 48 bytes, and an amount of 8.</summary>
    public const int DataSize = G1Bytes.Size + sizeof(ulong);

    /// <summary>WITHDRAWAL_REQUEST_PREDEPLOY_ADDRESS: the contract that takes requests.</summary>
    public static ExecutionAddress Contract { get; } =
        ExecutionAddress.Parse("0x00000961Ef480Eb55e80D19ad83579A64c007002");

    /// <summary>True for a request to leave.</summary>
    public bool IsExit => Amount.Value == 0;

    /// <summary>The data of the call: the key, then the amount in Gwei, big-endian.</summary>
    /// <remarks>A call without data returns the fee in wei that a request must bring along.</remarks>
    public byte[] ToCallData()
    {
        byte[] data = new byte[DataSize];
        Validator.AsSpan().CopyTo(data);
        BinaryPrimitives.WriteUInt64BigEndian(data.AsSpan(G1Bytes.Size), Amount.Value);
        return data;
    }
}

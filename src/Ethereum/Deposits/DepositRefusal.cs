using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>Why a deposit must not be made.</summary>
public abstract record DepositRefusal
{
    private protected DepositRefusal(int code) => Code = code;

    /// <summary>
    /// The reason's number in records and metrics; numbers are not used again, further ones go last.
    /// </summary>
    public int Code { get; }
}

/// <summary>The deposit is signed for another network.</summary>
public sealed record OtherNetwork(ForkVersion Supplied, ForkVersion Permitted) : DepositRefusal(1);

/// <summary>The deposit would pay back to somebody else.</summary>
public sealed record OtherWithdrawalCredentials(
    WithdrawalCredentials Supplied, WithdrawalCredentials Permitted) : DepositRefusal(2);

/// <summary>The deposit is of less than the contract takes, or of more than a validator can hold.</summary>
public sealed record AmountOutOfRange(Gwei Supplied, Gwei Least, Gwei Most) : DepositRefusal(3);

/// <summary>The root that goes with the deposit is not that of its message.</summary>
public sealed record OtherMessageRoot(Hash32 Supplied, Hash32 Permitted) : DepositRefusal(4);

/// <summary>The root that goes with the deposit is not its own; the contract would refuse it.</summary>
public sealed record OtherDepositRoot(Hash32 Supplied, Hash32 Permitted) : DepositRefusal(5);

/// <summary>The validator's key is no point that signatures can be verified with.</summary>
public sealed record BadDepositKey(G1Bytes Supplied, PointFlaw Flaw) : DepositRefusal(6);

/// <summary>
/// The signature is not the key's: the beacon chain would keep the ether and make no validator.
/// </summary>
public sealed record BadDepositSignature(G2Bytes Supplied) : DepositRefusal(7);

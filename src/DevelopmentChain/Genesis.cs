using System.Buffers.Binary;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>What a chain begins with.</summary>
/// <param name="Time">When slot 0 begins, in whole seconds.</param>
/// <param name="Seed">Decides all randomness of the chain; also the first RANDAO mix.</param>
/// <param name="Validators">The registry, in its order. A resident must be among the active ones.</param>
public sealed record Genesis(Instant Time, Hash32 Seed, Sequence<GenesisValidator> Validators);

/// <summary>A validator that is there from the beginning.</summary>
/// <param name="PublicKey">Its key. A resident's is never used, and has to be no point.</param>
/// <param name="WithdrawalCredentials">Who receives what it gives back.</param>
/// <param name="Balance">With an effective balance of 32 ETH or more it is active from epoch 0.</param>
/// <param name="IsResident">True when it lives inside the chain, which proposes and votes for it without its
/// key.</param>
public sealed record GenesisValidator(
    G1Bytes PublicKey, WithdrawalCredentials WithdrawalCredentials, Gwei Balance, bool IsResident)
{
    /// <summary>Residents with 32 ETH each, whose keys are numbers and so nobody's.</summary>
    /// <param name="count">How many.</param>
    public static IEnumerable<GenesisValidator> Residents(int count)
    {
        for (int i = 0; i < count; i++)
        {
            // A compressed point has its highest bit set, which no number does.
            var key = new byte[G1Bytes.Size];
            BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(G1Bytes.Size - sizeof(int)), i + 1);
            yield return new(new(new ByteString(key)), default, Gwei.ValidatorStake, IsResident: true);
        }
    }
}

/// <summary>
/// What resident validators do, which is everything that is asked of them unless a test wants otherwise.
/// </summary>
/// <param name="Proposes">Whether the proposer of a slot makes its block. A pure function.</param>
/// <param name="Attests">Whether a validator votes in its slot. A pure function.</param>
public sealed record ResidentPlan(
    Func<Slot, ValidatorIndex, bool> Proposes, Func<Slot, ValidatorIndex, bool> Attests)
{
    /// <summary>Every block is made and every vote is cast.</summary>
    public static ResidentPlan Perfect { get; } = new(static (_, _) => true, static (_, _) => true);
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>What money a network begins with.</summary>
/// <param name="Parameters">Its constants.</param>
/// <param name="Allocations">What somebody has from the beginning, by account.</param>
/// <remarks>
/// Account 0 is the reserve, which nobody can spend from. Accounts 1 and on belong to the operators of the
/// genesis, in their order and by their identity keys; those of the allocations follow.
/// </remarks>
public sealed record MoneyGenesis(MoneyParameters Parameters, Sequence<Allocation> Allocations)
{
    /// <summary>The most allocations.</summary>
    public const int AllocationsMax = 1 << 16;

    public static SszContainer<MoneyGenesis> Ssz { get; } = SszContainer.Of<MoneyGenesis>()
        .Field("parameters", MoneyParameters.Ssz, static x => x.Parameters)
        .Field("allocations", SszTypes.List(Allocation.Ssz, AllocationsMax), static x => x.Allocations)
        .Build(static v => new(v.Take<MoneyParameters>(), v.Take<Sequence<Allocation>>()));

    /// <summary>Nobody has anything.</summary>
    public static MoneyGenesis None { get; } = new(MoneyParameters.Default, []);

    /// <summary>Why no network can begin with this, or null.</summary>
    public Refusal? Flaw()
    {
        if (Parameters.Flaw() is { } flaw)
        {
            return flaw;
        }

        Gwei sum = default;
        foreach (Allocation allocation in Allocations.AsSpan())
        {
            if (!G1Point.TryDecode(allocation.Key, out _))
            {
                return MoneyRefusals.BadAccountKey($"{allocation.Key}");
            }

            Gwei most = LedgerParameters.AmountMax - sum;
            if (allocation.Amount > most)
            {
                return new("AmountTooLarge", $"{allocation.Amount} Gwei", $"at most {most} Gwei");
            }

            sum += allocation.Amount;
        }

        return null;
    }
}

/// <summary>What one owner has from the beginning.</summary>
/// <param name="Key">Whose; an operator's identity key names that operator's own account.</param>
/// <param name="WithdrawalCredentials">Where the stake of the owner's validators goes.</param>
/// <param name="Amount">Free money; on a real chain backed by nothing but the founders' word.</param>
public sealed record Allocation(G1Bytes Key, Hash32 WithdrawalCredentials, Gwei Amount)
{
    public static SszContainer<Allocation> Ssz { get; } = SszContainer.Of<Allocation>()
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<Hash32>(), v.Take<Gwei>()));
}

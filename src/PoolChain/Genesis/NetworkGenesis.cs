using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>What a network begins with. Its hash tree root is the network's identity.</summary>
/// <param name="Name">For people; at most 64 characters.</param>
/// <param name="Parameters">What all operators share.</param>
/// <param name="Seed">Draws the first committees; take a value that nobody could choose, such as a recent
/// RANDAO mix.</param>
/// <param name="Operators">In ascending order, numbered from 1.</param>
/// <param name="Pools">In ascending order.</param>
public sealed record NetworkGenesis(
    string Name,
    ChainParameters Parameters,
    Hash32 Seed,
    Sequence<OperatorRecord> Operators,
    Sequence<PoolDefinition> Pools)
{
    /// <summary>The most operators that a network has, past ones included.</summary>
    public const int OperatorsMax = 1024;

    /// <summary>The most pools that a network has.</summary>
    public const int PoolsMax = 4096;

    /// <summary>The money that it begins with; by default nobody has any.</summary>
    public MoneyGenesis Money { get; init; } = MoneyGenesis.None;

    public static SszContainer<NetworkGenesis> Ssz { get; } = SszContainer.Of<NetworkGenesis>()
        .Field("name", SszTypes.Text(PublicIdentity.NameLengthMax), static x => x.Name)
        .Field("parameters", ChainParameters.Ssz, static x => x.Parameters)
        .Field("seed", SszTypes.Hash32, static x => x.Seed)
        .Field("operators", SszTypes.List(OperatorRecord.Ssz, OperatorsMax), static x => x.Operators)
        .Field("pools", SszTypes.List(PoolDefinition.Ssz, PoolsMax), static x => x.Pools)
        .Field("money", MoneyGenesis.Ssz, static x => x.Money)
        .Build(static v => new(
            v.Take<string>(),
            v.Take<ChainParameters>(),
            v.Take<Hash32>(),
            v.Take<Sequence<OperatorRecord>>(),
            v.Take<Sequence<PoolDefinition>>())
        {
            Money = v.Take<MoneyGenesis>(),
        });

    /// <summary>Why no network can begin with this, or null. Checks every proof of possession.</summary>
    public Refusal? Flaw()
    {
        if (Parameters.Flaw() is { } flaw)
        {
            return flaw;
        }

        if (Operators.Count == 0 || Pools.Count == 0)
        {
            return new(
                "EmptyNetwork", $"{Operators.Count} operators, {Pools.Count} pools", "at least one of each");
        }

        for (int i = 0; i < Operators.Count; i++)
        {
            if (Operators[i].Id.Value != i + 1)
            {
                return new(
                    "BadOperatorNumber",
                    $"{Operators[i].Id}",
                    $"{i + 1}, as operators are numbered in order");
            }

            if (!Operators[i].Identity.IsPossessionProven())
            {
                return new("UnprovenKey", $"the key of operator {Operators[i].Id}", "a proof of possession");
            }
        }

        return FlawOfUniqueness() ?? FlawOfPools() ?? Money.Flaw();
    }

    private Refusal? FlawOfUniqueness()
    {
        var seen = new HashSet<object>();
        foreach (OperatorRecord record in Operators)
        {
            if (!seen.Add(record.Identity.IdentityKey) || !seen.Add(record.Identity.CertificatePin))
            {
                return new(
                    "RepeatedIdentity",
                    $"operator {record.Id}",
                    "keys and certificates that nobody else has");
            }
        }

        return null;
    }

    private Refusal? FlawOfPools()
    {
        for (int i = 0; i < Pools.Count; i++)
        {
            if (i > 0 && Pools[i].Id <= Pools[i - 1].Id)
            {
                return new(
                    "BadPoolNumber", $"{Pools[i].Id}", $"above {Pools[i - 1].Id}, as pools are in order");
            }

            if (Pools[i].Flaw() is { } flaw)
            {
                return flaw;
            }

            if (Pools[i].Seats > Operators.Count)
            {
                return new(
                    "TooFewOperators", $"{Operators.Count} operators", $"at least {Pools[i].Seats} seats");
            }
        }

        return null;
    }
}

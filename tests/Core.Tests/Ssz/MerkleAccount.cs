using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ssz;

/// <summary>An element of the lists under test: three fields, so that its tree has a zero chunk.</summary>
internal sealed record MerkleAccount(Gwei Amount, Slot Since, bool IsEligible)
{
    internal static SszContainer<MerkleAccount> Ssz { get; } = SszContainer.Of<MerkleAccount>()
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("since", SszTypes.Slot, static x => x.Since)
        .Field("is_eligible", SszTypes.Boolean, static x => x.IsEligible)
        .Build(static v => new(v.Take<Gwei>(), v.Take<Slot>(), v.Take<bool>()));

    internal static MerkleAccount Random(SeededGenerator generator) =>
        new(new(generator.NextBelow(1000UL)), new(generator.NextUInt64()), generator.NextChance(1, 3));
}

/// <summary>How many accounts are eligible, what they hold, and which of all comes last.</summary>
internal readonly record struct EligibleAccounts(int Count, Gwei Sum, Slot Last)
    : IMeasure<MerkleAccount, EligibleAccounts>
{
    public static EligibleAccounts Of(MerkleAccount element) =>
        new(element.IsEligible ? 1 : 0, element.IsEligible ? element.Amount : default, element.Since);

    // "The last" does not commute, so a sum in the wrong order shows.
    public static EligibleAccounts Add(EligibleAccounts left, EligibleAccounts right) => new(
        left.Count + right.Count,
        left.Sum + right.Sum,
        right == default ? left.Last : right.Last);
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Benchmarks.Merkleization;

/// <summary>An element of a big list: eight fields of eight bytes.</summary>
internal sealed record Account(
    Gwei Amount,
    Gwei Reward,
    Gwei Debt,
    Slot Since,
    Epoch Until,
    Tick Touched,
    Height Block,
    ValidatorIndex Validator)
{
    internal static SszContainer<Account> Ssz { get; } = SszContainer.Of<Account>()
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("reward", SszTypes.Gwei, static x => x.Reward)
        .Field("debt", SszTypes.Gwei, static x => x.Debt)
        .Field("since", SszTypes.Slot, static x => x.Since)
        .Field("until", SszTypes.Epoch, static x => x.Until)
        .Field("touched", SszTypes.Tick, static x => x.Touched)
        .Field("block", SszTypes.Height, static x => x.Block)
        .Field("validator", SszTypes.ValidatorIndex, static x => x.Validator)
        .Build(static v => new(
            v.Take<Gwei>(),
            v.Take<Gwei>(),
            v.Take<Gwei>(),
            v.Take<Slot>(),
            v.Take<Epoch>(),
            v.Take<Tick>(),
            v.Take<Height>(),
            v.Take<ValidatorIndex>()));

    internal static Account Number(int index) => new(
        new((ulong)index), new(1), new(2), new(3), new(4), new(5), new(6), new((ulong)index));
}

/// <summary>How many accounts hold an even amount, and what they hold.</summary>
internal readonly record struct EvenAccounts(int Count, Gwei Sum) : IMeasure<Account, EvenAccounts>
{
    public static EvenAccounts Of(Account element) =>
        element.Amount.Value % 2 == 0 ? new(1, element.Amount) : default;

    public static EvenAccounts Add(EvenAccounts left, EvenAccounts right) =>
        new(left.Count + right.Count, left.Sum + right.Sum);
}

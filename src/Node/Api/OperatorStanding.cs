using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>What an operator has at stake, and what the chain holds against it.</summary>
/// <param name="Account">Its account.</param>
/// <param name="Bond">What of its collateral stays, in all funds together.</param>
/// <param name="Leaving">What is on its way out, and can still be charged.</param>
/// <param name="Fined">All fines ever, whether or not its bond sufficed.</param>
/// <param name="LeavesAfter">The term that it serves last, once it has said so.</param>
/// <param name="Record">The latest faults that the chain has established, by kind and height.</param>
public sealed record OperatorStanding(
    AccountId Account,
    Gwei Bond,
    Gwei Leaving,
    Gwei Fined,
    Optional<Term> LeavesAfter,
    Sequence<string> Record)
{
    /// <summary>The document.</summary>
    public static JsonShape<OperatorStanding> Shape { get; } = JsonObject.Of<OperatorStanding>()
        .Member("account", StatusShapes.Account, static x => x.Account)
        .Member("bond", StatusShapes.Gwei, static x => x.Bond)
        .Member("leaving", StatusShapes.Gwei, static x => x.Leaving)
        .Member("fined", StatusShapes.Gwei, static x => x.Fined)
        .OptionalMember("leaves_after", StatusShapes.Term, static x => x.LeavesAfter)
        .Member("record", JsonShapes.List(JsonShapes.Text), static x => x.Record)
        .Build(static m => new(
            m.Take<AccountId>(),
            Bond: m.Take<Gwei>(),
            Leaving: m.Take<Gwei>(),
            Fined: m.Take<Gwei>(),
            m.Take<Optional<Term>>(),
            m.Take<Sequence<string>>()));

    /// <summary>Looks an operator up; null for a number that nobody has.</summary>
    internal static OperatorStanding? Of(ChainState chain, OperatorId id)
    {
        if (chain.OperatorOf(id) is not { } entry)
        {
            return null;
        }

        (Gwei staying, Gwei leaving) = (default, default);
        for (uint fund = 0; fund < chain.Money.Ledger.Funds.Count; fund++)
        {
            Bond bond = chain.Money.BondOf(new(fund), entry.Account);
            (staying, leaving) = (staying + bond.Staying, leaving + bond.Leaving);
        }

        return new(
            entry.Account,
            Bond: staying,
            Leaving: leaving,
            Fined: entry.Conduct.Fined,
            entry.Leaving,
            chain.Faults.Where(f => f.Culprit == id)
                .Select(static f => $"{f.Kind} at height {f.Height}")
                .ToSequence());
    }
}

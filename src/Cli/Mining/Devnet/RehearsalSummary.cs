using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>How a rehearsal ended.</summary>
/// <param name="Height">The chain's last block.</param>
/// <param name="Qualified">Blocks that followed the rule, those of a branch that was left among them.</param>
/// <param name="Undone">Blocks that a reorganisation undid.</param>
/// <param name="TreeTransactions">Transactions of trees that were mined.</param>
/// <param name="LeavesSpent">Leaves that their owners spent.</param>
/// <param name="ValidInputs">Inputs that the project's own interpreter found valid.</param>
/// <param name="SignedInputs">Inputs whose signature only the node checked.</param>
/// <param name="Checks">What had to hold.</param>
internal sealed record RehearsalSummary(
    ulong Height,
    ulong Qualified,
    ulong Undone,
    ulong TreeTransactions,
    ulong LeavesSpent,
    ulong ValidInputs,
    ulong SignedInputs,
    Sequence<RehearsalCheck> Checks)
{
    internal static JsonShape<RehearsalSummary> Shape { get; } = JsonObject.Of<RehearsalSummary>()
        .Member("height", JsonShapes.Number, static x => x.Height)
        .Member("qualified", JsonShapes.Number, static x => x.Qualified)
        .Member("undone", JsonShapes.Number, static x => x.Undone)
        .Member("tree_transactions", JsonShapes.Number, static x => x.TreeTransactions)
        .Member("leaves_spent", JsonShapes.Number, static x => x.LeavesSpent)
        .Member("valid_inputs", JsonShapes.Number, static x => x.ValidInputs)
        .Member("signed_inputs", JsonShapes.Number, static x => x.SignedInputs)
        .Member("checks", JsonShapes.List(RehearsalCheck.Shape), static x => x.Checks)
        .Build(static m => new(
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<Sequence<RehearsalCheck>>()));

    /// <summary>True when all held.</summary>
    internal bool IsGood => Checks.Count > 0 && Checks.All(static c => c.Holds);
}

/// <summary>Something that had to hold.</summary>
/// <param name="Name">What.</param>
/// <param name="Holds">Whether it did.</param>
/// <param name="Seen">What was seen.</param>
internal sealed record RehearsalCheck(string Name, bool Holds, string Seen)
{
    internal static JsonShape<RehearsalCheck> Shape { get; } = JsonObject.Of<RehearsalCheck>()
        .Member("name", JsonShapes.Text, static x => x.Name)
        .Member("holds", JsonShapes.Boolean, static x => x.Holds)
        .Member("seen", JsonShapes.Text, static x => x.Seen)
        .Build(static m => new(m.Take<string>(), m.Take<bool>(), m.Take<string>()));
}

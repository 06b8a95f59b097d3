using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>What filling a committee's freed seats came to.</summary>
/// <typeparam name="TOperator">What operators are numbered by.</typeparam>
public abstract record Seating<TOperator>
    where TOperator : struct, IEquatable<TOperator>
{
    private Seating()
    {
    }

    /// <summary>Every seat is filled.</summary>
    /// <param name="Members">By seat: who was good sits where it sat.</param>
    public sealed record Seated(Sequence<TOperator> Members) : Seating<TOperator>;

    /// <summary>The committee stays as it is.</summary>
    /// <param name="Refusal">The reason.</param>
    public sealed record Refused(Refusal Refusal) : Seating<TOperator>;
}

namespace TrustlessPools.Ssz;

/// <summary>
/// What a <see cref="MerkleList{T, TMeasure}"/> adds up over its elements, such as a count and a sum.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TSelf">
/// The implementing struct. Its default value is the measure of no elements: adding it changes nothing.
/// </typeparam>
/// <remarks>
/// Adding is associative: (a + b) + c is a + (b + c). It need not be commutative, and nothing is ever
/// subtracted.
/// </remarks>
/// <example>
/// <code>
/// public readonly record struct Eligible(int Count, Gwei Sum) : IMeasure&lt;Lock, Eligible&gt;
/// {
///     public static Eligible Of(Lock element) => element.IsEligible ? new(1, element.Amount) : default;
///
///     public static Eligible Add(Eligible left, Eligible right) =>
///         new(left.Count + right.Count, left.Sum + right.Sum);
/// }
/// </code>
/// </example>
public interface IMeasure<in T, TSelf>
    where TSelf : struct, IMeasure<T, TSelf>
{
    /// <summary>The measure of one element; a pure function.</summary>
    static abstract TSelf Of(T element);

    /// <summary>The measure of elements in a row from those of their two parts.</summary>
    /// <param name="left">The measure of the first elements.</param>
    /// <param name="right">The measure of the elements behind them.</param>
    static abstract TSelf Add(TSelf left, TSelf right);
}

/// <summary>No measure: the list is only a list, and keeps nothing more.</summary>
public readonly record struct Unmeasured<T> : IMeasure<T, Unmeasured<T>>
{
    public static Unmeasured<T> Of(T element) => default;

    public static Unmeasured<T> Add(Unmeasured<T> left, Unmeasured<T> right) => default;
}

namespace TrustlessPools.Primitives;

/// <summary>
/// Remembers results of pure functions by a hash of their inputs, so that a check is not made twice.
/// </summary>
/// <remarks>
/// The same operation is met in gossip, in a proposal and in a decided block. What is remembered never
/// changes what is computed, only how often; a memo of capacity 0 remembers nothing. Used by one thread. The
/// oldest entries go first.
/// </remarks>
/// <param name="capacity">The number of results that are kept.</param>
public sealed class Memo(int capacity)
{
    private readonly Dictionary<(string, Hash32), object?> _results = [];
    private readonly Queue<(string, Hash32)> _order = new();

    /// <summary>True when a result is remembered, so that nobody need compute it.</summary>
    /// <param name="function">The name of the pure function.</param>
    /// <param name="inputs">A collision-free hash of everything that it depends on.</param>
    public bool Knows(string function, Hash32 inputs) => _results.ContainsKey((function, inputs));

    /// <summary>The remembered result, or the computed one.</summary>
    /// <param name="function">The name of the pure function.</param>
    /// <param name="inputs">A collision-free hash of everything that it depends on.</param>
    /// <param name="compute">The function itself.</param>
    public T Recall<T>(string function, Hash32 inputs, Func<T> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        if (_results.TryGetValue((function, inputs), out object? known))
        {
            return (T)known!;
        }

        T result = compute();
        Remember(function, inputs, result);
        return result;
    }

    /// <summary>Takes a result that was computed together with others, more cheaply than alone.</summary>
    /// <param name="function">The name of the pure function.</param>
    /// <param name="inputs">A collision-free hash of everything that it depends on.</param>
    /// <param name="result">What the function gives.</param>
    public void Remember<T>(string function, Hash32 inputs, T result)
    {
        if (capacity == 0 || !_results.TryAdd((function, inputs), result))
        {
            return;
        }

        _order.Enqueue((function, inputs));
        if (_order.Count > capacity)
        {
            _results.Remove(_order.Dequeue());
        }
    }

    /// <summary>False when nothing is ever remembered, so that computing ahead would be in vain.</summary>
    public bool Remembers => capacity > 0;
}

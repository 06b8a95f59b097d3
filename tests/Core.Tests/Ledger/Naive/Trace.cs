using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>A random run of the ledger, with the naive one beside it.</summary>
internal sealed class Trace
{
    private readonly SeededGenerator _random;
    private readonly TraceGenerator _generator;
    private readonly string _name;

    internal Trace(LedgerParameters parameters, ulong seed)
    {
        _random = new(seed);
        _name = $"seed {seed}, {parameters.Protocol}, {parameters.Mode}, {parameters.Order}";
        Parameters = Varied(parameters, seed);
        Naive = new(Parameters);
        _generator = new(_random, Naive);
    }

    internal LedgerParameters Parameters { get; }

    internal NaiveLedger Naive { get; }

    internal LedgerState State { get; private set; } = LedgerState.Empty;

    /// <summary>All operations so far, also those that were refused.</summary>
    internal List<LedgerOperation> Log { get; } = [];

    /// <summary>How often each reason was given; the empty one is acceptance.</summary>
    internal SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>The latest operation, its step and the seed, for a failure to name.</summary>
    internal string Where => $"{_name}, step {Log.Count - 1}: {(Log.Count > 0 ? Log[^1] : null)}";

    /// <summary>The latest operation was not refused.</summary>
    internal bool IsAccepted { get; private set; }

    /// <summary>One operation on both; what they say must be the same.</summary>
    internal void Step()
    {
        LedgerOperation operation = _generator.Next();
        Log.Add(operation);
        string? expected = Naive.Apply(operation);
        (LedgerState state, Refusal? refusal) = Apply(operation);
        Assert.True(
            refusal?.Reason == expected,
            $"{Where}: {refusal?.ToString() ?? "accepted"}, and naively {expected ?? "accepted"}");
        string outcome = expected ?? string.Empty;
        Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
        IsAccepted = refusal is null;
        State = state;
    }

    private (LedgerState State, Refusal? Refusal) Apply(LedgerOperation operation)
    {
        try
        {
            return LedgerRules.Apply(Parameters, State, operation);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException(Where, broken);
        }
    }

    /// <summary>
    /// Units and ratios that divide evenly, and some that do not; delays that a trace outlives.
    /// </summary>
    private static LedgerParameters Varied(LedgerParameters parameters, ulong seed)
    {
        (ulong unit, CollateralRatio ratio, ulong bond) = (seed % 4) switch
        {
            0 => (32_000_000_000UL, new CollateralRatio(1, 100), 10_000_000UL),
            1 => (32_000_000_007UL, new CollateralRatio(7, 300), 0UL),
            2 => (997UL, new CollateralRatio(3, 7), 100UL),
            _ => (1_000_000_000_000UL, new CollateralRatio(1, 9), 9_999_999_999UL),
        };
        return parameters with
        {
            Unit = new(unit),
            Ratio = ratio,
            MinimumBond = new(bond),
            UnlockDelay = 3,
            CollateralDelay = 25,
            NetworkStake = new(1_000_000_000_000),
            Churn = ChurnParameters.Minimal,
        };
    }
}

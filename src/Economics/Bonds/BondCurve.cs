using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Bonds;

/// <summary>
/// What an operator has to put up for its keys: so much for the first, so much for each from some key on.
/// </summary>
/// <remarks>
/// Steps at whose keys the price of a further key changes, the first at key 1, in ascending order. Spec:
/// docs/spec/penalties.md#bonds-for-comparison.
/// </remarks>
public sealed record BondCurve
{
    private readonly Sequence<BondStep> _steps;

    /// <summary>Makes a curve of steps.</summary>
    /// <param name="steps">The first at key 1, each of the others at a later key than the one before.</param>
    public BondCurve(Sequence<BondStep> steps)
    {
        Invariant.Holds(steps.Count > 0 && steps[0].FromKey == 1, "A bond curve begins at key 1.");
        for (int i = 1; i < steps.Count; i++)
        {
            Invariant.Holds(steps[i - 1].FromKey < steps[i].FromKey, "A bond curve's steps ascend.");
        }

        _steps = steps;
    }

    /// <summary>A curve on which every key costs the same.</summary>
    public static BondCurve Flat(Gwei perKey) => new([new(FromKey: 1, perKey)]);

    /// <summary>The bond for a number of keys; nothing for none.</summary>
    /// <param name="keys">Validators of 32 ETH.</param>
    public Gwei Required(ulong keys)
    {
        var bond = new Gwei(0);
        for (int i = 0; i < _steps.Count && _steps[i].FromKey <= keys; i++)
        {
            ulong last = i + 1 < _steps.Count ? Math.Min(keys, _steps[i + 1].FromKey - 1) : keys;
            bond += _steps[i].PerKey * (last - _steps[i].FromKey + 1);
        }

        return bond;
    }

    /// <summary>The stake that is controlled for each unit of bond, exactly.</summary>
    /// <param name="keys">Validators of 32 ETH, at least one.</param>
    /// <exception cref="DivideByZeroException">The bond is zero.</exception>
    public Ratio Leverage(ulong keys) =>
        new((Gwei.ValidatorStake * keys).Value, Required(keys).Value);
}

/// <summary>A price of keys.</summary>
/// <param name="FromKey">The first key that has it, counted from 1.</param>
/// <param name="PerKey">What each key costs from there on.</param>
public readonly record struct BondStep(ulong FromKey, Gwei PerKey);

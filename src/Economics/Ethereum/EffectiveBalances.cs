using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// Balances in whole increments, from which weight, rewards and penalties are computed.
/// </summary>
/// <remarks>Spec: docs/spec/penalties.md#effective-balances.</remarks>
public static class EffectiveBalances
{
    /// <summary>HYSTERESIS_QUOTIENT: steps of an increment.</summary>
    public const ulong HysteresisQuotient = 4;

    /// <summary>HYSTERESIS_DOWNWARD_MULTIPLIER, in such steps.</summary>
    public const ulong HysteresisDownwardMultiplier = 1;

    /// <summary>HYSTERESIS_UPWARD_MULTIPLIER, in such steps.</summary>
    public const ulong HysteresisUpwardMultiplier = 5;

    /// <summary>EFFECTIVE_BALANCE_INCREMENT, 1 ETH.</summary>
    public static readonly Gwei Increment = new(1_000_000_000);

    /// <summary>MIN_ACTIVATION_BALANCE, 32 ETH, which is also the maximum without compounding.</summary>
    public static readonly Gwei MinActivation = new(32_000_000_000);

    /// <summary>MAX_EFFECTIVE_BALANCE_ELECTRA, 2048 ETH, the maximum with compounding.</summary>
    public static readonly Gwei Max = new(2_048_000_000_000);

    private static readonly Gwei Step = new(Increment.Value / HysteresisQuotient);
    private static readonly Gwei DownwardThreshold = Step * HysteresisDownwardMultiplier;
    private static readonly Gwei UpwardThreshold = Step * HysteresisUpwardMultiplier;

    /// <summary>Counts the whole increments of an amount; what is left over does not count.</summary>
    public static ulong InIncrements(Gwei amount) => amount.Value / Increment.Value;

    /// <summary>
    /// Raises a total to one increment if it is less, as <c>get_total_balance</c> does, so that it divides.
    /// </summary>
    public static Gwei AtLeastOneIncrement(Gwei total) => total < Increment ? Increment : total;

    /// <summary>Rounds a balance down to whole increments, at most the maximum.</summary>
    /// <param name="balance">Any balance.</param>
    /// <param name="max">
    /// consensus-specs <c>get_max_effective_balance</c>: <see cref="MinActivation"/> or <see cref="Max"/>.
    /// </param>
    public static Gwei Of(Gwei balance, Gwei max)
    {
        Gwei whole = Increment * InIncrements(balance);
        return whole < max ? whole : max;
    }

    /// <summary>
    /// Lets an effective balance follow its balance with hysteresis (consensus-specs
    /// <c>process_effective_balance_updates</c>).
    /// </summary>
    /// <param name="effectiveBalance">Before.</param>
    /// <param name="balance">The balance at the epoch's end.</param>
    /// <param name="max">As for <see cref="Of"/>.</param>
    public static Gwei Next(Gwei effectiveBalance, Gwei balance, Gwei max)
    {
        bool isBelow = balance + DownwardThreshold < effectiveBalance;
        bool isAbove = effectiveBalance + UpwardThreshold < balance;
        return isBelow || isAbove ? Of(balance, max) : effectiveBalance;
    }
}

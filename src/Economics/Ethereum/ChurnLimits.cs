using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>How much stake may join or leave within an epoch (EIP-7251).</summary>
/// <remarks>Spec: docs/spec/penalties.md#exits.</remarks>
public static class ChurnLimits
{
    /// <summary>consensus-specs <c>get_balance_churn_limit</c>; whole increments.</summary>
    /// <param name="totalActiveBalance">At least one increment.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei OfBalance(Gwei totalActiveBalance, ChurnParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ulong share = totalActiveBalance.Value / parameters.ChurnLimitQuotient;
        ulong churn = Math.Max(parameters.MinPerEpochChurnLimit.Value, share);
        return new(churn - (churn % EffectiveBalances.Increment.Value));
    }

    /// <summary>consensus-specs <c>get_activation_exit_churn_limit</c>, of those who join.</summary>
    /// <param name="totalActiveBalance">At least one increment.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei OfActivations(Gwei totalActiveBalance, ChurnParameters parameters)
    {
        Gwei limit = OfBalance(totalActiveBalance, parameters);
        return limit < parameters.MaxPerEpochActivationChurnLimit
            ? limit
            : parameters.MaxPerEpochActivationChurnLimit;
    }

    /// <summary>consensus-specs <c>get_activation_exit_churn_limit</c>, of those who leave.</summary>
    /// <param name="totalActiveBalance">At least one increment.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei OfExits(Gwei totalActiveBalance, ChurnParameters parameters)
    {
        Gwei limit = OfBalance(totalActiveBalance, parameters);
        return parameters.MaxPerEpochExitChurnLimit is { } most && most < limit ? most : limit;
    }
}

using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>Keeps money from outputs that anyone could spend.</summary>
/// <remarks>Spec: docs/spec/payouts.md#where-templates-are-refused.</remarks>
public static class TemplateGuard
{
    /// <summary>Why a form must not be used on a network, or null.</summary>
    /// <param name="form">How a coinbase is to pay.</param>
    /// <param name="network">On which network; regtest permits every form, for rehearsals.</param>
    /// <param name="isActive">
    /// Whether BIP-0119 is enforced in the block that is to be mined, as the miner's own node says. Mainnet
    /// has no deployment of it that this version could know, so no node's word counts there.
    /// </param>
    public static Refusal? Check(IPayoutForm form, BitcoinNetwork network, bool isActive)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(network);
        bool isKnown = BitcoinNetwork.All.Contains(network);
        bool isForTests = isKnown && network != BitcoinNetwork.Mainnet;
        bool isSafe = isForTests && (network.IsLocal || isActive);
        return isSafe || !form.NeedsTemplates ? null : PayoutRefusals.AnyoneCanSpend(network);
    }
}

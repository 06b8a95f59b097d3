using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>The leverage of one coalition, for one thing that it may do.</summary>
/// <param name="Controlled">P: the stake whose messages it decides.</param>
/// <param name="AtRisk">E: the most that it can lose of its own; exact, in Gwei, never negative.</param>
/// <param name="Validators">N: how many of its validators take part.</param>
/// <param name="Shares">Who bears what the protocol then charges.</param>
/// <remarks>Spec: docs/spec/leverage.md#definitions.</remarks>
public sealed record LeverageRow(Gwei Controlled, Ratio AtRisk, ulong Validators, LossShares Shares)
{
    /// <summary>Lambda = P / E: the stake that each unit at risk controls.</summary>
    public LeverageFactor Control => LeverageFactor.Of(ControlledRatio, AtRisk);

    /// <summary>
    /// Lambda_x: what the protocol charges, for each unit that the coalition loses; none when it charges
    /// nothing.
    /// </summary>
    public Optional<LeverageFactor> Realised => Shares.Penalty.IsZero
        ? default
        : new(LeverageFactor.Of(Shares.Penalty, Shares.Own));

    /// <summary>GF_x: what other members lose, for each unit that the coalition loses.</summary>
    public LeverageFactor Griefing => LeverageFactor.Of(Shares.Members, Shares.Own);

    /// <summary>
    /// kappa_x = 1 - gap / penalty: the part of the penalty that somebody pays; none without a penalty.
    /// </summary>
    public Optional<Ratio> Coverage => Shares.Penalty.IsZero
        ? default
        : new(Ratio.One - (Shares.Gap / Shares.Penalty));

    /// <summary>E / P: what is at risk for each unit of stake that is controlled; none without
    /// control.</summary>
    public Optional<Ratio> SecurityBudget =>
        Controlled.Value == 0 ? default : new(AtRisk / ControlledRatio);

    /// <summary>What it does to others.</summary>
    public Damage Damage => new(Shares.Members, Shares.Gap, Controlled);

    private Ratio ControlledRatio => Ratio.FromInteger(new BigInteger(Controlled.Value));
}

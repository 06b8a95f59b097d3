using TrustlessPools.Economics.Cardano;

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>How a pool's reward follows from its stake and its pledge.</summary>
public enum RewardForm
{
    /// <summary>The ledger's own curve, Cardano's.</summary>
    Cardano,

    /// <summary>The ledger's own curve with a cap on leverage (CIP-50).</summary>
    LeverageCap,

    /// <summary>The bonus grows with the pledge whatever the stake.</summary>
    Simplified,

    /// <summary>The bonus is the pledge's alone.</summary>
    Flat,

    /// <summary>A small pledge counts for more, by a cube root (CIP-7).</summary>
    Curved,
}

/// <summary>
/// A form with its parameters. All rewards of an epoch together are 1, and so is all stake.
/// </summary>
/// <remarks>
/// The first two are the very code by which the ledger pays, for doubles in place of exact rationals. The
/// others are those of the engine that was published with the game: Blockchain Technology Lab,
/// Rewards-Sharing-Simulation-Engine, reward_schemes.py.
/// </remarks>
public sealed class RewardScheme
{
    /// <summary>CIP-7's crossover is this part of saturation.</summary>
    private const double CrossoverParts = 8;

    private readonly RewardForm _form;
    private readonly RewardCurve<double> _curve;

    /// <summary>Fixes the parameters.</summary>
    /// <param name="form">Which.</param>
    /// <param name="targetPools">k, at least 1.</param>
    /// <param name="pledgeInfluence">a0, at least 0.</param>
    /// <param name="leverageCap">L, at least 1; only <see cref="RewardForm.LeverageCap"/> heeds it.</param>
    public RewardScheme(RewardForm form, int targetPools, double pledgeInfluence, double leverageCap)
    {
        _form = form;
        _curve = new(pledgeInfluence, targetPools, 1)
        {
            LeverageCap = form is RewardForm.LeverageCap ? leverageCap : null,
        };
        Saturation = _curve.Saturation;
    }

    /// <summary>The stake above which a pool earns nothing more.</summary>
    public double Saturation { get; }

    /// <summary>What a pool earns before costs.</summary>
    public double Reward(double stake, double pledge) => _form switch
    {
        RewardForm.Simplified =>
            Base(stake) * (1 + (_curve.PledgeInfluence * Math.Min(pledge, Saturation) / Saturation)),
        RewardForm.Flat =>
            (Math.Min(stake, Saturation) + (_curve.PledgeInfluence * Math.Min(pledge, Saturation)))
                / (1 + _curve.PledgeInfluence),
        RewardForm.Curved => _curve.MaxPool(Of(stake, Curved(pledge))),
        _ => _curve.MaxPool(Of(stake, pledge)),
    };

    private static RelativePool<double> Of(double stake, double pledge) => new(stake, pledge, pledge);

    private double Base(double stake) => Math.Min(stake, Saturation) / (1 + _curve.PledgeInfluence);

    private double Curved(double pledge)
    {
        double crossover = Saturation / CrossoverParts;
        double root = CubeRoot(crossover);
        return CubeRoot(pledge) * root * root;
    }

    /// <summary>Newton's iteration from above, until it falls no more.</summary>
    private static double CubeRoot(double value)
    {
        if (value <= 0)
        {
            return 0;
        }

        double root = Math.Max(1, value);
        while (true)
        {
            double next = ((2 * root) + (value / (root * root))) / 3;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}

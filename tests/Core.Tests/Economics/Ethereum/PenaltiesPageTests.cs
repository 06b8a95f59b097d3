using System.Globalization;
using TrustlessPools.Economics.Bonds;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;
using static TrustlessPools.Testing.SpecificationPage;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

/// <summary>The tables of docs/spec/penalties.md are what the code computes, to the Gwei.</summary>
public sealed class PenaltiesPageTests
{
    private static readonly SpecificationPage Page = new("penalties.md");
    private static readonly BeaconParameters Mainnet = BeaconParameters.Mainnet;
    private static readonly Gwei Stake = Gwei.ValidatorStake;
    private static readonly Gwei Total = new(34_000_000_000_000_000);
    private static readonly ulong[] Groups = [1, 100, 1000, 10_000];

    [Fact]
    public void Parameters() => Page.AssertTable("parameters",
    [
        Row(["number", "mainnet", "since"]),
        Row(["MIN_SLASHING_PENALTY_QUOTIENT", Text(Mainnet.Penalties.MinSlashingPenaltyQuotient), "Electra"]),
        Row([
            "WHISTLEBLOWER_REWARD_QUOTIENT", Text(Mainnet.Penalties.WhistleblowerRewardQuotient), "Electra"]),
        Row([
            "PROPORTIONAL_SLASHING_MULTIPLIER",
            Text(Mainnet.Penalties.ProportionalSlashingMultiplier),
            "Bellatrix"]),
        Row(["INACTIVITY_PENALTY_QUOTIENT", Text(Mainnet.Penalties.InactivityPenaltyQuotient), "Bellatrix"]),
        Row(["INACTIVITY_SCORE_BIAS", Text(Mainnet.Penalties.InactivityScoreBias), "Altair"]),
        Row([
            "INACTIVITY_SCORE_RECOVERY_RATE", Text(Mainnet.Penalties.InactivityScoreRecoveryRate), "Altair"]),
        Row(["EPOCHS_PER_SLASHINGS_VECTOR", Text(Mainnet.EpochsPerSlashingsVector), "phase 0"]),
        Row(["MIN_PER_EPOCH_CHURN_LIMIT", Ether(Mainnet.Churn.MinPerEpochChurnLimit, 0), "Electra"]),
        Row([
            "MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT",
            Ether(Mainnet.Churn.MaxPerEpochActivationChurnLimit, 0),
            "Electra"]),
        Row(["CHURN_LIMIT_QUOTIENT", Text(Mainnet.Churn.ChurnLimitQuotient), "phase 0"]),
        Row([
            "MIN_VALIDATOR_WITHDRAWABILITY_DELAY",
            Text(Mainnet.Churn.MinValidatorWithdrawabilityDelay),
            "phase 0"]),
        Row(["EJECTION_BALANCE", Ether(Mainnet.Churn.EjectionBalance, 0), "phase 0"]),
    ]);

    [Fact]
    public void Life_of_a_slashed_validator() => Page.AssertTable("slashed-life",
    [
        Row(["N", "initial", "votes", "correlation", "all", "N times all", "1 % of N * 32"]),
        .. Groups.Select(static n =>
        {
            var group = new SlashedGroup { Validators = n, TotalActive = Total };
            var life = SlashedLife.OfFirst(group, Mainnet);
            return Row([
                Text(n),
                Ether(life.InitialPenalty, 9),
                Ether(life.AttestationPenalties, 9),
                Ether(life.CorrelationPenalty, 9),
                Ether(life.Loss, 9),
                Ether(life.Loss * n, 9),
                Ether(PublishedBonds.TrustlessPoolOfOnePercent.Required(n), 2)]);
        }),
    ]);

    [Fact]
    public void Reservations() => Page.AssertTable("reservation",
    [
        Row(["further slashed", .. Groups.Select(static n => $"N = {Text(n)}")]),
        .. ((Ratio[])[Ratio.Zero, new(1, 1000), new(1, 100), new(1, 10), new(1, 3)]).Select(static further =>
            Row([
                further == WorstCaseReservation.FurtherSlashedDefault ? $"{further}, default" : $"{further}",
                .. Groups.Select(n => Ether(Reserved(n, further), 9))])),
    ]);

    [Fact]
    public void Leak() => Page.AssertTable("leak",
    [
        Row(["epochs", "score", "balance", "effective balance"]),
        .. ((ulong[])[225, 1575, 3150, 4681, 4682]).Select(static epochs =>
        {
            var left = LeakingBalance.Offline(Stake, Total - Stake, epochs, Mainnet.Penalties);
            return Row([
                Text(epochs),
                Text(left.Score.Value),
                Ether(left.Balance, 9),
                Ether(left.EffectiveBalance, 0)]);
        }),
    ]);

    [Fact]
    public void Bonds() => Page.AssertTable("bonds",
    [
        Row(["keys", "Lido CSM", "Lido CSM, identified", "Rocket Pool", "1 % of the stake"]),
        .. ((ulong[])[1, 10, 100, 1000]).Select(static keys => Row([
            Text(keys),
            .. ((BondCurve[])
            [
                PublishedBonds.LidoCommunity,
                PublishedBonds.LidoIdentifiedCommunity,
                PublishedBonds.RocketPoolMegapool,
                PublishedBonds.TrustlessPoolOfOnePercent,
            ]).Select(curve => $"{Ether(curve.Required(keys), 2)} ({curve.Leverage(keys)})")])),
    ]);

    private static Gwei Reserved(ulong slashed, Ratio further)
    {
        Gwei balance = Stake - SlashingPenalties.Initial(Stake, Mainnet.Penalties);
        return WorstCaseReservation.Of(
            new(Stake, balance, Current: new(0), WithdrawableEpoch: new(Mainnet.EpochsPerSlashingsVector)),
            new(Stake * slashed, Total),
            further,
            Mainnet);
    }

    /// <summary>An amount in ether with a number of digits, none of which is rounded away.</summary>
    private static string Ether(Gwei amount, int digits)
    {
        const ulong Whole = 1_000_000_000;
        string part = (amount.Value % Whole).ToString("D9", CultureInfo.InvariantCulture);
        Assert.All(part[digits..], static digit => Assert.Equal('0', digit));
        string whole = Text(amount.Value / Whole);
        return digits == 0 ? $"{whole} ETH" : $"{whole}.{part[..digits]}";
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}

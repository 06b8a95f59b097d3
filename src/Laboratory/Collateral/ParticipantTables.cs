using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>The questions that seed 001 asks of its own design, and its table of participants.</summary>
internal static class ParticipantTables
{
    private const double Members = 25;

    private static double Stake => CollateralExperiment.Stake;

    /// <summary>
    /// Extortion: who holds a key can threaten to have it slashed. Nobody rational pays more than what the
    /// slashing would cost him.
    /// </summary>
    internal static Table Threats(CollateralExperiment e, PoolDesign[] designs)
    {
        ulong together = (ulong)e.Scenario.Integer(CollateralQuestion.Together);
        return new(
            "threats",
            $"Extortion by threatened slashing: the most that each side would pay to avert it, for one "
                + $"validator alone and in an event of {together}",
            ["design", "members, alone, ETH", "members, in the event, ETH", "who holds the key, alone, ETH",
                "who holds the key, in the event, ETH"],
            [
                .. designs.Select(design =>
                {
                    LossShares alone = design.Row(1, new Strategy.SlashedTogether(1), e.Prices).Shares;
                    LossShares many = design.Row(together, new Strategy.SlashedTogether(together), e.Prices)
                        .Shares;
                    return (IReadOnlyList<Cell>)[
                        Cell.Of(design.Name), Each(alone.Members, 1), Each(many.Members, together),
                            Each(alone.Own, 1),
                        Each(many.Own, together)];
                }),
            ]);
    }

    /// <summary>An inactivity leak takes from whoever is absent, and the longer the faster.</summary>
    internal static Table Leaks(CollateralExperiment e) => new(
        "leak",
        "Absence while the chain does not finalize: what a validator loses, and the part that collateral "
            + "covers",
        ["days", "loses, ETH", .. e.Ratios.Select(static r => $"covered by {Numbers.Of(r) * 100:0.##} %")],
        [
            .. e.Scenario.Integers(CollateralQuestion.Leaks).Select(days =>
            {
                var leak = new Strategy.AbsentInLeak(1, (ulong)days * CollateralQuestion.EpochsADay);
                double loss = CollateralExperiment.Ether(e.Prices.PerValidator(leak));
                return (IReadOnlyList<Cell>)[
                    Cell.Of(days), Cell.Of(loss),
                    .. e.Ratios.Select(r => Cell.Of(Math.Min(1, Stake * Numbers.Of(r) / loss)))];
            }),
        ]);

    /// <summary>
    /// Concentration: what it takes to open a fund, and how large one must be to pay for itself.
    /// </summary>
    internal static Table Entry(CollateralExperiment e)
    {
        double yearly = Stake * Numbers.Of(e.Scenario.Ratio(CollateralQuestion.Reward));
        double cut = Numbers.Of(e.Scenario.Ratio(CollateralQuestion.Cut));
        double least = Numbers.Of(e.Scenario.Ratio(CollateralQuestion.OperatorCost)) / (yearly * cut);
        return new(
            "entry",
            "Who can open a fund: validators that 32 ETH can back, and the smallest fund whose cut pays "
                + "for its operator",
            [
                "collateral, %", "validators for 32 ETH", "validators to live", "collateral to live, ETH",
                "of that collateral, yearly return, %",
            ],
            [
                .. e.Ratios.Select(r => (IReadOnlyList<Cell>)[
                    Cell.Of(Numbers.Of(r) * 100), Cell.Of(1 / Numbers.Of(r)), Cell.Of(least),
                    Cell.Of(least * Stake * Numbers.Of(r)),
                    Cell.Of(100 * yearly * cut / (Stake * Numbers.Of(r)))]),
            ]);
    }

    /// <summary>Swings: what collateral is lost takes validators with it, by the leverage.</summary>
    internal static Table Swings(CollateralExperiment e) => new(
        "swings",
        "Swings of the number of validators: how many the fund must stop when collateral is lost",
        ["collateral, %", "validators for each ETH lost", "validators for one lone slashing", "validators "
            + "for a day's absence of 1000"],
        [
            .. e.Ratios.Select(ratio =>
            {
                double each = 1 / (Stake * Numbers.Of(ratio));
                return (IReadOnlyList<Cell>)[
                    Cell.Of(Numbers.Of(ratio) * 100), Cell.Of(each),
                    Cell.Of(each * CollateralExperiment.Ether(e.PerValidator.Alone)),
                    Cell.Of(each * CollateralExperiment.Ether(e.PerValidator.AbsentDay) * 1000)];
            }),
        ]);

    /// <summary>
    /// What a participant invests, pays, can lose and waits for, in the four designs and alone.
    /// </summary>
    internal static Table Participants(CollateralExperiment e)
    {
        double yearly = Stake * Numbers.Of(e.Scenario.Ratio(CollateralQuestion.Reward));
        double cut = Numbers.Of(e.Scenario.Ratio(CollateralQuestion.Cut));
        double ratio = Numbers.Of(e.Ratios[0]);
        double unlock = Days(
            new LedgerParameters { Protocol = Protocol.Seed, Mode = BackingMode.Electra }.UnlockDelay);
        double collateral = Days(
            new LedgerParameters { Protocol = Protocol.Seed, Mode = BackingMode.Electra }.CollateralDelay);
        IReadOnlyList<Cell> Row(
            string who, double invests, double daily, double loses, double waits, string note) =>
            [Cell.Of(who), Cell.Of(invests), Cell.Of(daily, 3), Cell.Of(loses), Cell.Of(waits, 3),
                Cell.Of(note)];
        double day = yearly / CollateralQuestion.DaysAYear;
        return new(
            "participants",
            "What a participant of one validator invests, gets a day, can lose, and waits to get it back",
            ["who", "invests, ETH", "gets a day, ETH", "can lose, ETH", "waits, days", "note"],
            [
                Row("alone", Stake, day, Stake, unlock, "runs the validator, and is slashed for it"),
                Row("A, a member of a rotating pool", Stake / Members, day / Members, Stake / Members, unlock,
                    $"one of {Members} equal shares"),
                Row("B, staker", Stake, day * (1 - cut), 0, unlock, "principal is never charged; the exit "
                    + "queue comes on top"),
                Row("B, operator", Stake * ratio, day * cut, Stake * ratio, collateral, "collateral; at "
                    + "most all of it"),
                Row("C, delegator, liquid", Stake, day * (1 - cut), 0, 0, "nothing is locked, and nothing "
                    + "at risk"),
                Row("C, delegator, locked", Stake, day * (1 - cut), Stake, unlock, "slashed pro rata with "
                    + "the pool"),
                Row("D, miner", 0, 0, 0, 0, "hash rate and electricity; leaves at once, but rewards "
                    + "outstanding depend on the pool going on"),
            ]);
    }

    private static double Days(ulong epochs) => (double)epochs / CollateralQuestion.EpochsADay;

    private static Cell Each(Ratio gwei, ulong validators) =>
        Cell.Of(Numbers.Of(gwei) / CollateralExperiment.GweiAnEther / validators);
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>Of which operators committees are drawn, and how many of these fail in which way.</summary>
/// <remarks>
/// <para>An operator is in one class. <b>Adversarial</b> operators act as one: they sign what serves them,
/// and neither take part in duties nor ever deal if that serves them. <b>Dead</b> ones are silent for ever
/// from some moment before they would deal. <b>Offline</b> ones are away at the moment that is looked at, and
/// come back: they deal late. All others are up and honest.</para>
/// <para>The classes are those of the draw: who is adversarial does not depend on who was drawn. An adversary
/// who chooses whom to corrupt after the draw is not described by any fraction of all.</para>
/// </remarks>
public abstract record OperatorPopulation
{
    private OperatorPopulation()
    {
    }

    /// <summary>The most members that a committee of distinct operators can have.</summary>
    internal abstract int SeatsMax { get; }

    /// <summary>The part of all that is adversarial.</summary>
    internal abstract Ratio AdversarialFraction { get; }

    /// <summary>The part of all that never deals: adversarial or dead.</summary>
    internal abstract Ratio NeverDealingFraction { get; }

    /// <summary>The reason why these numbers describe no population, or null.</summary>
    internal abstract SizingRefusal? Refusal { get; }

    /// <summary>The seats that go to adversarial operators.</summary>
    internal abstract SeatDistribution AdversarialSeats(int seats);

    /// <summary>The seats that go to operators who never deal: adversarial or dead.</summary>
    internal abstract SeatDistribution NeverDealingSeats(int seats);

    /// <summary>The seats that go to operators who are not up: adversarial, dead or offline.</summary>
    internal abstract SeatDistribution AbsentSeats(int seats);

    private static SizingRefusal? RefuseFaults(ReadOnlySpan<Ratio> classes, Ratio all)
    {
        Ratio least = Ratio.Zero;
        Ratio sum = Ratio.Zero;
        foreach (Ratio part in classes)
        {
            least = Ratio.Min(least, part);
            sum += part;
        }

        Ratio supplied = least.Sign < 0 ? least : sum;
        return supplied.Sign < 0 || supplied > all
            ? new SizingRefusal.FaultsOutOfRange(supplied, PermittedMin: Ratio.Zero, PermittedMax: all)
            : null;
    }

    /// <summary>A network of so many operators; a committee is drawn from it without replacement.</summary>
    public sealed record Finite : OperatorPopulation
    {
        /// <summary>All operators, in whichever class.</summary>
        public required int Operators { get; init; }

        /// <summary>How many are adversarial.</summary>
        public int Adversarial { get; init; }

        /// <summary>How many are dead.</summary>
        public int Dead { get; init; }

        /// <summary>How many are offline at one moment.</summary>
        public int Offline { get; init; }

        internal override int SeatsMax => Operators;

        internal override Ratio AdversarialFraction => new(Adversarial, Operators);

        internal override Ratio NeverDealingFraction => new(Adversarial + Dead, Operators);

        internal override SizingRefusal? Refusal => Operators < 1
            ? new SizingRefusal.OperatorsOutOfRange(Supplied: Operators, PermittedMin: 1)
            : RefuseFaults(
                [Ratio.FromInteger(Adversarial), Ratio.FromInteger(Dead), Ratio.FromInteger(Offline)],
                Ratio.FromInteger(Operators));

        internal override SeatDistribution AdversarialSeats(int seats) =>
            SeatDistribution.Hypergeometric(seats, Operators, Adversarial);

        internal override SeatDistribution NeverDealingSeats(int seats) =>
            SeatDistribution.Hypergeometric(seats, Operators, Adversarial + Dead);

        internal override SeatDistribution AbsentSeats(int seats) =>
            SeatDistribution.Hypergeometric(seats, Operators, Adversarial + Dead + Offline);
    }

    /// <summary>
    /// So many operators that a drawn one leaves the fractions as they are; seats are independent.
    /// </summary>
    /// <remarks>
    /// The limit of a growing network. In a finite one with the same fractions the numbers vary less
    /// (Hoeffding 1963, theorem 4), so that beyond the mean its tails are as a rule thinner.
    /// </remarks>
    public sealed record Unbounded : OperatorPopulation
    {
        /// <summary>The part that is adversarial, from 0 to 1.</summary>
        public Ratio Adversarial { get; init; }

        /// <summary>The part that is dead.</summary>
        public Ratio Dead { get; init; }

        /// <summary>The part that is offline at one moment.</summary>
        public Ratio Offline { get; init; }

        internal override int SeatsMax => Assignment.Committee.SeatsMax;

        internal override Ratio AdversarialFraction => Adversarial;

        internal override Ratio NeverDealingFraction => Adversarial + Dead;

        internal override SizingRefusal? Refusal => RefuseFaults([Adversarial, Dead, Offline], Ratio.One);

        internal override SeatDistribution AdversarialSeats(int seats) =>
            SeatDistribution.Binomial(seats, Adversarial);

        internal override SeatDistribution NeverDealingSeats(int seats) =>
            SeatDistribution.Binomial(seats, Adversarial + Dead);

        internal override SeatDistribution AbsentSeats(int seats) =>
            SeatDistribution.Binomial(seats, Adversarial + Dead + Offline);
    }
}

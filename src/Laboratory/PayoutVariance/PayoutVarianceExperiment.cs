using System.Globalization;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>
/// Income over consecutive horizons of one long chain, sharing and solo of the same blocks.
/// </summary>
internal sealed class PayoutVarianceExperiment : IExperiment
{
    private readonly Scenario _scenario;
    private readonly SharingRule _rule;
    private readonly Ratio _pool;
    private readonly IReadOnlyList<Ratio> _miners;
    private readonly IReadOnlyList<long> _horizons;

    internal PayoutVarianceExperiment(Scenario scenario, SharingRule rule)
    {
        _scenario = scenario;
        _rule = rule;
        _pool = scenario.Ratio(PayoutVarianceQuestion.Pool);
        _miners = scenario.Ratios(PayoutVarianceQuestion.Miners);
        _horizons = scenario.Integers(PayoutVarianceQuestion.Horizons);
        IsExact = scenario.Choice(PayoutVarianceQuestion.Mode) == PayoutVarianceQuestion.Exact;
        Measures = IsExact
            ? []
            :
            [
                .. from miner in _miners
                   from horizon in _horizons
                   from kind in (string[])["sharing", "solo"]
                   select new Measure(
                       NameOf(kind, miner, horizon),
                       "rewards²",
                       $"Mean squared distance of {kind} income over {horizon} blocks from its expectation."),
            ];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal Scenario Scenario => _scenario;

    internal IReadOnlyList<Ratio> Miners => _miners;

    internal IReadOnlyList<long> Horizons => _horizons;

    internal double Pool => Numbers.Of(_pool);

    internal double Window => _rule.Window.Full;

    internal double Share => (double)_rule.Share.Numerator / _rule.Share.Denominator;

    internal bool IsExact { get; }

    public Observation Observe(ReplicaRandom random) => IsExact ? new([]) : Observe(random.Stream());

    public Report Conclude(Evidence evidence) => PayoutVarianceReport.Of(this, evidence);

    internal static string NameOf(string kind, Ratio miner, long horizon) =>
        string.Create(CultureInfo.InvariantCulture, $"variance.{kind}.q{miner}.h{horizon}");

    /// <summary>A chain whose window is full and, but for it, forgotten.</summary>
    internal RandomPool Begin(SeededGenerator stream)
    {
        var chain = new RandomPool(_rule, PayoutVarianceQuestion.Reward, _pool, _miners);
        while (chain.Window < (int)_rule.Window.Full)
        {
            chain.Mine(stream, _rule.Window.Full);
        }

        // Once full, the window has seen the bootstrap; one more of it, and what is in it has been paid in
        // full.
        chain.Mine(stream, (long)(_rule.Window.Full * 2 / Numbers.Of(_pool)));
        return chain;
    }

    private Observation Observe(SeededGenerator stream)
    {
        RandomPool chain = Begin(stream);
        HorizonSums[] sums = [.. from miner in Enumerable.Range(0, _miners.Count)
                                 from horizon in _horizons
                                 select new HorizonSums(
                                     miner, horizon, Numbers.Of(_pool * _miners[miner]), chain)];
        long blocks = _scenario.Integer(PayoutVarianceQuestion.Blocks);
        for (long height = 0; height < blocks;)
        {
            long next = sums.Min(static s => s.Next);
            if (next > blocks)
            {
                break;
            }

            chain.Mine(stream, next - height);
            height = next;
            foreach (HorizonSums sum in sums)
            {
                sum.Note(height, chain);
            }
        }

        return new([.. sums.SelectMany(static s => (double[])[s.Sharing, s.Solo])]);
    }

    /// <summary>Squared distances of one miner's income over consecutive stretches of one length.</summary>
    private sealed class HorizonSums
    {
        private readonly int _miner;
        private readonly long _horizon;
        private readonly double _expected;
        private long _stretches;
        private (Satoshi Paid, Satoshi Found) _last;
        private (double Sharing, double Solo) _squares;

        internal HorizonSums(int miner, long horizon, double hashRate, RandomPool chain)
        {
            _miner = miner;
            _horizon = horizon;
            _expected = horizon * hashRate;
            _last = (chain.PaidTo(miner), chain.FoundBy(miner));
        }

        internal long Next => (_stretches + 1) * _horizon;

        internal double Sharing => _squares.Sharing / _stretches;

        internal double Solo => _squares.Solo / _stretches;

        internal void Note(long height, RandomPool chain)
        {
            if (height != Next)
            {
                return;
            }

            (Satoshi paid, Satoshi found) = (chain.PaidTo(_miner), chain.FoundBy(_miner));
            double sharing = Rewards(paid - _last.Paid) - _expected;
            double solo = Rewards(found - _last.Found) - _expected;
            _squares = (_squares.Sharing + (sharing * sharing), _squares.Solo + (solo * solo));
            _last = (paid, found);
            _stretches++;
        }

        private static double Rewards(Satoshi amount) =>
            (double)amount.Value / PayoutVarianceQuestion.Reward.Value;
    }
}

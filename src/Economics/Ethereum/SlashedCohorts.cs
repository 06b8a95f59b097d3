using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// A slashed group, by withdrawable epochs. Until its correlation penalty a cohort has what all others have
/// whose penalty is ahead; from then on it has its own.
/// </summary>
internal sealed class SlashedCohorts
{
    private readonly BeaconParameters _parameters;
    private readonly Gwei _others;
    private readonly Gwei _slashed;
    private readonly List<SlashedCohort> _cohorts = [];
    private readonly List<(Epoch Epoch, SlashedCohort Cohort)> _exits = [];
    private readonly SlashedStanding _ahead;
    private readonly List<(SlashedCohort Cohort, SlashedStanding Standing)> _charged = [];
    private int _exitsDone;
    private int _chargedCount;
    private ulong _activeAhead;

    private SlashedCohorts(SlashedGroup group, BeaconParameters parameters)
    {
        _parameters = parameters;
        _others = group.TotalActive - group.Stake;
        _slashed = group.Stake + group.OthersSlashed;
        Gwei initial = SlashingPenalties.Initial(group.EffectiveBalance, parameters.Penalties);
        _ahead = new(group.EffectiveBalance, group.EffectiveBalance);
        _ahead.Charge(initial);
        First = _ahead;
    }

    /// <summary>What the first validator has.</summary>
    internal SlashedStanding First { get; private set; }

    internal Epoch FirstExitEpoch => _exits[0].Epoch;

    internal Epoch LastExitEpoch => _exits[^1].Epoch;

    internal Epoch FirstWithdrawableEpoch => _cohorts[0].WithdrawableEpoch;

    /// <summary>Slashes a group: everybody in it is in the queue, and has paid the initial penalty.</summary>
    internal static SlashedCohorts Of(SlashedGroup group, BeaconParameters parameters)
    {
        var cohorts = new SlashedCohorts(group, parameters);
        var queue = ExitQueue.Empty(group.Epoch, group.TotalActive, parameters.Churn);
        for (ulong i = 0; i < group.Validators; i++)
        {
            QueuedExit exit = queue.Enqueue(group.EffectiveBalance);
            queue = exit.Queue;
            cohorts.Add(exit.ExitEpoch, SlashingPenalties.WithdrawableEpoch(
                group.Epoch, exit.WithdrawableEpoch, parameters.EpochsPerSlashingsVector));
        }

        return cohorts;
    }

    /// <summary>The total active balance of an epoch; epochs are asked for in order.</summary>
    internal Gwei TotalActive(Epoch epoch)
    {
        for (; _exitsDone < _exits.Count && _exits[_exitsDone].Epoch <= epoch; _exitsDone++)
        {
            SlashedCohort cohort = _exits[_exitsDone].Cohort;
            cohort.Active--;
            _activeAhead -= IsAhead(cohort) ? 1UL : 0;
        }

        Gwei total = _others + (_ahead.EffectiveBalance * _activeAhead);
        foreach ((SlashedCohort cohort, SlashedStanding standing) in _charged)
        {
            total += standing.EffectiveBalance * cohort.Active;
        }

        return EffectiveBalances.AtLeastOneIncrement(total);
    }

    /// <summary>Charges everybody for a vote, and says what the first validator lost.</summary>
    internal Gwei ChargeMissedVotes(Gwei totalActive)
    {
        Gwei before = First.Balance;
        Gwei perIncrement = BaseRewards.PerIncrement(totalActive);
        (Gwei counted, Gwei penalty) = (_ahead.EffectiveBalance, MissedVote(_ahead, perIncrement));
        _ahead.Charge(penalty);
        foreach ((_, SlashedStanding standing) in _charged)
        {
            if (standing.EffectiveBalance != counted)
            {
                (counted, penalty) = (standing.EffectiveBalance, MissedVote(standing, perIncrement));
            }

            standing.Charge(penalty);
        }

        return before - First.Balance;
    }

    /// <summary>Charges those whose turn it is, and says what the first validator lost.</summary>
    internal Gwei ChargeCorrelation(Epoch epoch, Gwei totalActive)
    {
        bool isDue = _chargedCount < _cohorts.Count && SlashingPenalties.IsCorrelationDue(
            epoch, _cohorts[_chargedCount].WithdrawableEpoch, _parameters.EpochsPerSlashingsVector);
        if (!isDue)
        {
            return default;
        }

        SlashedCohort cohort = _cohorts[_chargedCount];
        SlashedStanding standing = _ahead.Copy();
        standing.Charge(SlashingPenalties.Correlation(
            standing.EffectiveBalance,
            SlashingPenalties.CorrelationPerIncrement(new(_slashed, totalActive), _parameters.Penalties)));
        bool isFirst = _chargedCount == 0;
        Gwei lost = isFirst ? First.Balance - standing.Balance : default;
        First = isFirst ? standing : First;
        _charged.Add((cohort, standing));
        _chargedCount++;
        _activeAhead -= cohort.Active;
        return lost;
    }

    /// <summary>
    /// Lets effective balances follow, and forgets the others who no longer count: nobody of them is active,
    /// or what they have counts for nothing any more, as it only falls.
    /// </summary>
    internal void EndEpoch()
    {
        _ahead.UpdateEffectiveBalance();
        foreach ((_, SlashedStanding standing) in _charged)
        {
            standing.UpdateEffectiveBalance();
        }

        _charged.RemoveAll(c => c.Standing != First
            && (c.Cohort.Active == 0 || c.Standing.EffectiveBalance == default));
    }

    private static Gwei MissedVote(SlashedStanding standing, Gwei perIncrement) =>
        FlagDeltas.PenaltyOfAll(BaseRewards.Of(standing.EffectiveBalance, perIncrement));

    /// <summary>Cohorts are charged in their order, which is that of their withdrawable epochs.</summary>
    private bool IsAhead(SlashedCohort cohort) => _chargedCount < _cohorts.Count
        && cohort.WithdrawableEpoch >= _cohorts[_chargedCount].WithdrawableEpoch;

    private void Add(Epoch exit, Epoch withdrawable)
    {
        if (_cohorts.Count == 0 || _cohorts[^1].WithdrawableEpoch != withdrawable)
        {
            _cohorts.Add(new(withdrawable));
        }

        SlashedCohort cohort = _cohorts[^1];
        cohort.Active++;
        _activeAhead++;
        _exits.Add((exit, cohort));
    }
}

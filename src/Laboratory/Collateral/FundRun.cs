using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>A fund on the live ledger, and the days that befall it.</summary>
/// <remarks>
/// Every loss is an operation of the ledger, which refuses what cannot be and checks its invariants. A
/// correlated slashing is charged as the protocol does: the initial penalty at once, the rest, for which the
/// ledger reserves, half of the slashings vector later.
/// </remarks>
internal sealed class FundRun
{
    private static readonly AccountId Operator = new(0);
    private static readonly AccountId Staker = new(1);
    private static readonly FundId Fund = new(0);

    private readonly LedgerParameters _parameters;
    private readonly Prices _prices;
    private readonly List<(Epoch Due, uint Reservation)> _pending = [];
    private LedgerState _state = LedgerState.Empty;
    private uint _reservations;

    internal FundRun(Scenario scenario, Ratio ratio, Prices prices)
    {
        _prices = prices;
        _parameters = new()
        {
            Protocol = Protocol.Seed,
            Mode = BackingMode.Electra,
            Ratio = new((uint)ratio.Numerator, (uint)ratio.Denominator),
        };
        ulong locks = (ulong)scenario.Integer(CollateralQuestion.Locks);
        Gwei bond = Capacity.Required(locks, _parameters);
        Do(new OpenAccount(Hash32.Sha256("operator"u8)));
        Do(new OpenAccount(Hash32.Sha256("staker"u8)));
        Do(new Credit(Operator, bond));
        Do(new Credit(Staker, _parameters.Unit * locks));
        Do(new OpenFund(Operator, 0, 0));
        Do(new PostBond(Operator, 1, Fund, bond));
        for (ulong i = 0; i < locks; i++)
        {
            Do(new MakeLock(Staker, i, Fund));
        }
    }

    /// <summary>The fund in sums.</summary>
    internal FundFigures Figures => _state.Funds[0].Figures;

    /// <summary>What exposed validators need beyond the collateral that there is.</summary>
    internal Gwei Uncovered => Capacity.Uncovered(Figures, _parameters);

    /// <summary>The validators of a fund in a correlated event.</summary>
    internal static long InEvent(Scenario scenario) => (long)(
        Ratio.FromInteger(scenario.Integer(CollateralQuestion.Locks))
        * scenario.Ratio(CollateralQuestion.Share)).Ceiling();

    /// <summary>A day passes on the beacon chain, and what has fallen due is charged.</summary>
    internal void Pass()
    {
        Do(new AdvanceEpoch(_state.Now + CollateralQuestion.EpochsADay));
        for (int i = 0; i < _pending.Count;)
        {
            if (_pending[i].Due > _state.Now)
            {
                i++;
                continue;
            }

            Do(new ChargeReservation(Fund, _pending[i].Reservation, _prices.Later, IsLast: true, []));
            _pending.RemoveAt(i);
        }
    }

    /// <summary>Slashes some of the exposed validators, each for itself.</summary>
    /// <returns>How many there were to slash.</returns>
    internal int SlashAlone(int count) => Slash(count, _prices.Alone, later: default);

    /// <summary>Slashes some of the exposed validators in one event of the whole network.</summary>
    /// <returns>How many there were to slash.</returns>
    internal int SlashTogether(int count) => Slash(count, _prices.AtOnce, _prices.Later);

    /// <summary>All exposed validators miss a day's duties.</summary>
    internal void MissADay()
    {
        Gwei loss = _prices.AbsentDay * Figures.Locks.Exposed;
        if (loss.Value > 0)
        {
            Do(new Penalize(Fund, default, loss, []));
        }
    }

    private int Slash(int count, Gwei loss, Gwei later)
    {
        int done = 0;
        for (int i = 0; i < _state.Funds[0].Locks.Count && done < count; i++)
        {
            StakeLock item = _state.Funds[0].Locks[i];
            if (!item.IsExposed || item.IsSlashed)
            {
                continue;
            }

            Do(new Slash(new LockId(Fund, (uint)i), item.Key, loss, later, []));
            done++;
            if (later.Value > 0)
            {
                _pending.Add((_state.Now + _prices.Delay, _reservations++));
            }
        }

        return done;
    }

    private void Do(LedgerOperation operation)
    {
        (_state, Refusal? refusal) = LedgerRules.Apply(_parameters, _state, operation);
        Invariant.Holds(refusal is null, $"{operation} applies: {refusal}");
    }

    /// <summary>What one validator is charged, by Ethereum's rules.</summary>
    /// <param name="Alone">The whole life of one that is slashed alone.</param>
    /// <param name="AtOnce">What one of many loses in the epoch of the slashing.</param>
    /// <param name="Later">What it loses after that.</param>
    /// <param name="AbsentDay">A day of missed votes.</param>
    /// <param name="Delay">Epochs from a slashing to its correlated penalty.</param>
    internal sealed record Prices(Gwei Alone, Gwei AtOnce, Gwei Later, Gwei AbsentDay, ulong Delay)
    {
        internal static Prices Of(StrategyPrices prices, ulong together)
        {
            BeaconParameters beacon = prices.Network.Beacon;
            Gwei whole = prices.PerValidator(new Strategy.SlashedTogether(together));
            Gwei atOnce = SlashingPenalties.Initial(prices.Network.ValidatorStake, beacon.Penalties);
            return new(
                prices.PerValidator(new Strategy.SlashedTogether(1)),
                atOnce,
                whole - atOnce,
                prices.PerValidator(new Strategy.Absent(1, CollateralQuestion.EpochsADay)),
                beacon.EpochsPerSlashingsVector / 2);
        }
    }
}

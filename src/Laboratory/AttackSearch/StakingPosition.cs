using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>
/// A ledger with an honest fund of one staker, and an attacker with money: for rotating pools and for locked
/// funds with collateral.
/// </summary>
/// <remarks>
/// Who has posted a bond in a fund has a seat in its committee, in the worst case of the draw; who has a
/// quorum of a fund's seats can have a validator of it slashed. The attacker's seats are accounts of its own.
/// </remarks>
internal sealed class StakingPosition : IPosition
{
    private static readonly AccountId Honest = new(0);
    private static readonly AccountId Staker = new(1);
    private static readonly FundId HonestFund = new(0);

    private readonly StakingWorld _world;
    private readonly LedgerState _state;

    private StakingPosition(StakingWorld world, LedgerState state)
    {
        _world = world;
        _state = state;
    }

    public string Identity => LedgerState.Ssz.HashTreeRoot(_state).ToString();

    public double Cost => Ether(_world.Wealth) - Ether(WealthOfAttacker());

    public double Damage => _world.Victim is Victim.Protocol
        ? _state.Funds.Sum(static f => Ether(f.Figures.Shortfall))
        : _state.Funds.Sum(fund =>
            fund.Locks.Where(l => !IsAttackers(l.Owner)).Sum(static l => Ether(l.Loss)));

    /// <summary>One honest lock that is backed, and the attacker's accounts with money.</summary>
    internal static StakingPosition Start(StakingWorld world)
    {
        LedgerParameters parameters = world.Parameters;
        Gwei bond = Capacity.Required(1, parameters);
        LedgerOperation[] operations =
        [
            new OpenAccount(Hash32.Sha256("honest"u8)), new OpenAccount(Hash32.Sha256("staker"u8)),
            new Credit(Honest, bond * (ulong)world.HonestSeats), new Credit(Staker, parameters.Unit),
            new OpenFund(Honest, 0, 0), new PostBond(Honest, 1, HonestFund, bond),
                new MakeLock(Staker, 0, HonestFund),
            .. Enumerable.Range(0, world.Accounts).SelectMany(i => (LedgerOperation[])[
                new OpenAccount(Hash32.Sha256([(byte)i])), new Credit(Attacker(i), world.WealthEach)]),
        ];
        LedgerState state = LedgerState.Empty;
        foreach (LedgerOperation operation in operations)
        {
            (state, Refusal? refusal) = LedgerRules.Apply(parameters, state, operation);
            Invariant.Holds(refusal is null, $"{operation} applies: {refusal}");
        }

        return new(world, state);
    }

    public IEnumerable<Act> Acts()
    {
        foreach ((string name, LedgerOperation operation) in Operations())
        {
            (LedgerState after, Refusal? refusal) = LedgerRules.Apply(_world.Parameters, _state, operation);
            if (refusal is null)
            {
                yield return new(name, new StakingPosition(_world, after));
            }
        }
    }

    private static AccountId Attacker(int number) => new((uint)number + 2);

    private static bool IsAttackers(AccountId account) => account.Value >= 2;

    private static double Ether(Gwei amount) => amount.Value / 1e9;

    private IEnumerable<(string, LedgerOperation)> Operations()
    {
        Gwei bond = Capacity.Required(1, _world.Parameters);
        if (_state.Funds.Count == 1)
        {
            yield return ("opens a fund of its own", new OpenFund(Attacker(0), NumberOf(Attacker(0)), 0));
        }

        for (int f = 0; f < _state.Funds.Count; f++)
        {
            var fund = new FundId((uint)f);
            string whose = f == 0 ? "the honest fund" : "its own fund";
            for (int i = 0; i < _world.Accounts; i++)
            {
                AccountId account = Attacker(i);
                yield return (
                    $"account {i + 1} posts {Ether(bond):0.###} ETH of collateral in {whose}",
                    new PostBond(account, NumberOf(account), fund, bond));
                yield return (
                    $"account {i + 1} asks its collateral in {whose} back",
                    new WithdrawBond(account, NumberOf(account), fund, bond));
            }

            yield return (
                $"locks a stake in {whose}", new MakeLock(Attacker(0), NumberOf(Attacker(0)), fund));
            foreach ((string, LedgerOperation) slashing in Slashings(fund, whose))
            {
                yield return slashing;
            }
        }

        yield return (
            $"waits {_world.Parameters.CollateralDelay} epochs",
            new AdvanceEpoch(_state.Now + _world.Parameters.CollateralDelay));
    }

    /// <summary>Whoever has a quorum of the seats signs two blocks at once with a validator's key.</summary>
    private IEnumerable<(string, LedgerOperation)> Slashings(FundId fund, string whose)
    {
        Fund state = _state.Funds[(int)fund.Value];
        Bond[] seats = [.. state.Bonds.Where(static b => b.Total.Value > 0)];
        Bond[] own = [.. seats.Where(b => IsAttackers(b.Operator))];
        if (own.Length == 0 || !Quorum.IsReached(own.Length, seats.Length))
        {
            yield break;
        }

        for (int i = 0; i < state.Locks.Count; i++)
        {
            StakeLock item = state.Locks[i];
            string validator = IsAttackers(item.Owner) ? "its own validator" : "the staker's validator";
            yield return (
                $"signs two blocks with {validator} in {whose}: slashed, {Ether(_world.Penalty):0.###} ETH",
                new Slash(
                    new LockId(fund, (uint)i),
                    item.Key,
                    _world.Penalty,
                    default,
                    own.Select(static b => b.Operator).OrderBy(static o => o.Value).ToSequence()));
        }
    }

    private ulong NumberOf(AccountId account) => _state.Accounts[(int)account.Value].Operations;

    /// <summary>What the attacker's accounts have free, in bonds, on the way out, and locked.</summary>
    private Gwei WealthOfAttacker()
    {
        Gwei wealth = default;
        for (int i = 0; i < _world.Accounts; i++)
        {
            Account account = _state.Accounts[(int)Attacker(i).Value];
            wealth += account.Free + account.Earned;
        }

        foreach (Fund fund in _state.Funds)
        {
            foreach (Bond bond in fund.Bonds.Where(static b => IsAttackers(b.Operator)))
            {
                wealth += bond.Total;
            }

            foreach (StakeLock item in fund.Locks.Where(static l => IsAttackers(l.Owner)))
            {
                wealth += item.Status is LockStatus.Released ? default : _world.Parameters.Unit - item.Loss;
            }
        }

        return wealth;
    }
}

/// <summary>Who is attacked.</summary>
internal enum Victim
{
    /// <summary>A staker loses principal.</summary>
    Staker,

    /// <summary>A penalty is paid by nobody, or weight is counted that is not there.</summary>
    Protocol,
}

/// <summary>What stays the same in a search over the ledger.</summary>
/// <param name="Parameters">The live rule's.</param>
/// <param name="Victim">Whose loss counts.</param>
/// <param name="Accounts">How many accounts the attacker has, each a possible seat.</param>
/// <param name="WealthEach">What each has at the start.</param>
/// <param name="HonestSeats">Honest operators in the honest fund.</param>
/// <param name="Penalty">What a slashed validator is charged.</param>
internal sealed record StakingWorld(
    LedgerParameters Parameters, Victim Victim, int Accounts, Gwei WealthEach, int HonestSeats, Gwei Penalty)
{
    internal Gwei Wealth => WealthEach * (ulong)Accounts;
}

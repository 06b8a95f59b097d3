using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>Players who respond to each other in turn, until nobody wants to move.</summary>
public sealed class Game
{
    private readonly GameRules _rules;
    private readonly Player[] _players;
    private readonly Ranking _ranking = new();
    private readonly BestResponse _bestResponse;
    private int _numbers;

    /// <summary>Begins without pools.</summary>
    /// <param name="rules">What all know.</param>
    /// <param name="players">The stake and the cost of each, in the order of play; stakes sum to 1.</param>
    public Game(GameRules rules, IReadOnlyList<(double Stake, double Cost)> players)
    {
        ArgumentNullException.ThrowIfNull(players);
        _rules = rules;
        _players = [.. players.Select(static (p, i) => new Player(i, p.Stake, p.Cost))];
        _bestResponse = new(rules, _ranking, () => ++_numbers);
    }

    /// <summary>How many rounds were played.</summary>
    public int Rounds { get; private set; }

    /// <summary>The last round in which somebody moved; 0 if nobody ever did.</summary>
    public int LastMove { get; private set; }

    /// <summary>Whether play has come to rest.</summary>
    public bool IsAtRest => Rounds - LastMove >= _rules.IdleRounds;

    /// <summary>All pools by rank.</summary>
    public IEnumerable<Pool> Pools => Enumerable.Range(0, _ranking.Count).Select(r => _ranking[r]);

    /// <summary>Plays to rest, or to the last round.</summary>
    /// <param name="random">
    /// Shuffles the order of play before each round; null keeps the players' order.
    /// </param>
    /// <param name="after">Told after each round, or null.</param>
    public void Play(SeededGenerator? random, Action<Game>? after)
    {
        int[] order = [.. Enumerable.Range(0, _players.Length)];
        while (!IsAtRest && Rounds < _rules.RoundsMax)
        {
            random?.Shuffle(order);
            Rounds++;
            foreach (int number in order)
            {
                if (_bestResponse.Of(_players[number]) is { } move)
                {
                    Apply(_players[number], move);
                    LastMove = Rounds;
                }
            }

            after?.Invoke(this);
        }
    }

    private void Apply(Player player, Move move)
    {
        foreach ((Pool pool, double amount) in player.Delegations)
        {
            pool.Stake -= amount;
            pool.Delegators--;
        }

        foreach ((Pool pool, double amount) in move.Delegations)
        {
            pool.Stake += amount;
            pool.Delegators++;
        }

        player.Delegations = move.Delegations;
        foreach (Pool old in player.Pools)
        {
            _ranking.Remove(old);
            Pool? successor = move.Pools.Find(p => p.Number == old.Number);
            Succeed(old, successor);
        }

        foreach (Pool pool in move.Pools)
        {
            _ranking.Add(pool);
        }

        player.Pools = move.Pools;
    }

    /// <summary>Delegations go on in the changed pool, or end with it.</summary>
    private void Succeed(Pool old, Pool? successor)
    {
        if (old.Delegators == 0)
        {
            return;
        }

        bool goesOn = successor is { Plan.IsPrivate: false };
        foreach (Player player in _players)
        {
            int place = player.Delegations.FindIndex(d => ReferenceEquals(d.Pool, old));
            if (place >= 0 && goesOn)
            {
                player.Delegations[place] = new(successor!, player.Delegations[place].Amount);
            }
            else if (place >= 0)
            {
                player.Delegations.RemoveAt(place);
            }
        }

        if (successor is not null && !goesOn)
        {
            successor.Stake = successor.Plan.Pledge;
            successor.Delegators = 0;
        }
    }
}

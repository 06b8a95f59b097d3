using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>
/// What miners earn in a pool over many blocks, in a constant number of steps a block: for simulations.
/// </summary>
/// <remarks>
/// <para>
/// g is what a unit of weight has earned since the beginning. A block raises it by what it grants over all
/// weight; a miner's part since its weight last changed is its weight times the growth of g, which is added
/// when the weight changes. g and what is earned have 64 binary places: where a coinbase pays each miner
/// within a satoshi of its share, this adds up the share. Memory is the window and the miners.
/// </para>
/// <para>Spec: docs/spec/mining-pool.md#accounting.</para>
/// </remarks>
public sealed class ShareAccounting
{
    private const int Places = 64;

    private readonly SharingRule _rule;
    private readonly (int Miner, ulong Weight)[] _ring;
    private readonly Account[] _accounts;
    private int _oldest;
    private UInt128 _growth;
    private Step _step;

    /// <summary>Begins without blocks.</summary>
    /// <param name="rule">
    /// The last W blocks, weights that do not decay, no weak shares, what is missing to the finder. Dust is
    /// paid as anything else.
    /// </param>
    /// <param name="miners">How many there are, numbered from 0.</param>
    public ShareAccounting(SharingRule rule, int miners)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Invariant.Holds(
            rule is { HalfLife: 0, WeakShares: 1, Bootstrap: Bootstrap.ToFinder }
                && rule.Check() is null
                && rule.Window == SharingWindow.Last(rule.Window.Full),
            "Accounting is of a plain window of blocks.");
        _rule = rule;
        _ring = new (int, ulong)[rule.Window.Full];
        _accounts = new Account[miners];
    }

    /// <summary>How many blocks are in the window.</summary>
    public int Blocks { get; private set; }

    /// <summary>What all blocks in the window count.</summary>
    public UInt128 Total { get; private set; }

    /// <summary>What a miner counts in the window.</summary>
    public UInt128 WeightOf(int miner) => _accounts[miner].Weight;

    /// <summary>What a miner has earned, rounded down.</summary>
    public Satoshi EarnedBy(int miner) => new((ulong)(_accounts[miner].EarnedAt(_growth) >> Places));

    /// <summary>Finds a block outside of the pool: the reward is the finder's.</summary>
    public void Keep(int miner, Satoshi reward) => _accounts[miner].Earned += (UInt128)reward.Value << Places;

    /// <summary>Finds a block of the pool.</summary>
    /// <param name="miner">The finder.</param>
    /// <param name="reward">What the coinbase pays in all.</param>
    public void Share(int miner, Satoshi reward)
    {
        if (reward != _step.Reward || Total != _step.Total || Blocks != _step.Blocks)
        {
            _step = StepOf(reward);
        }

        (Satoshi shared, ulong granted) = (_step.Shared, _step.Granted);
        _growth += _step.Growth;

        Keep(miner, reward - new Satoshi(granted));
        if (Blocks == _ring.Length)
        {
            (int leaving, ulong weight) = _ring[_oldest];
            ref Account account = ref _accounts[leaving];
            account.Settle(_growth);
            account.Weight -= weight;
            Total -= weight;
        }
        else
        {
            Blocks++;
        }

        Enter(miner, _rule.WeightOf(shared));
    }

    private Step StepOf(Satoshi reward)
    {
        Satoshi shared = _rule.SharedOf(reward);
        ulong granted = Total == 0 ? 0 : (ulong)((UInt128)shared.Value * (uint)Blocks / (uint)_ring.Length);
        UInt128 growth = granted == 0 ? 0 : ((UInt128)granted << Places) / Total;
        return new(reward, Total, Blocks, shared, granted, growth);
    }

    private void Enter(int miner, ulong weight)
    {
        ref Account account = ref _accounts[miner];
        account.Settle(_growth);
        account.Weight += weight;
        Total += weight;
        _ring[_oldest] = (miner, weight);
        _oldest = _oldest + 1 == _ring.Length ? 0 : _oldest + 1;
    }

    /// <summary>
    /// What a block does to all: remembered, since it is the same for the next one while rewards and window
    /// are, and divides numbers of 128 bits.
    /// </summary>
    private readonly record struct Step(
        Satoshi Reward, UInt128 Total, int Blocks, Satoshi Shared, ulong Granted, UInt128 Growth);

    /// <summary>
    /// A miner: its weight, what it has earned, and the growth up to which that is counted.
    /// </summary>
    private struct Account
    {
        internal UInt128 Weight;
        internal UInt128 Earned;
        private UInt128 _growth;

        // Cannot wrap: a weight is at most the total, so that no miner is granted more than all that all were
        // granted, which is less than 2^51 satoshi and 64 places.
        internal readonly UInt128 EarnedAt(UInt128 growth) =>
            unchecked(Earned + (Weight * (growth - _growth)));

        /// <summary>Counts what is earned so far, since the weight is going to change.</summary>
        internal void Settle(UInt128 growth)
        {
            Earned = EarnedAt(growth);
            _growth = growth;
        }
    }
}

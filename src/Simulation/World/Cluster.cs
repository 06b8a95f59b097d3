using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// A cluster of operators in one process, on one thread, under a seeded clock, network, disk and beacon
/// chain.
/// </summary>
public sealed class Cluster
{
    // Milliseconds: beyond the third of a slot after which nobody waits any longer.
    private const int HeadDelayMax = 900;

    private const int SlotsForInclusion = 5;

    private readonly PriorityQueue<Action, (Instant At, long Order)> _events = new();
    private readonly SeededGenerator _secrets;
    private readonly Dictionary<OperatorId, OperatorSettings> _settings;
    private readonly SeededGenerator _delays;
    private readonly SimulatedNetwork _network;
    private readonly List<PlannedCrash> _crashes;
    private readonly IReadOnlyList<IObserver> _observers;
    private long _order;

    /// <summary>Sets a cluster up; nothing runs yet.</summary>
    /// <param name="settings">What it is made of.</param>
    /// <param name="observers">Who watches.</param>
    public Cluster(ClusterSettings settings, params IReadOnlyList<IObserver> observers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _observers = observers;
        _secrets = new(settings.Seed, stream: 1);
        _delays = new(settings.Seed, stream: 2);
        _network = new(new SeededGenerator(settings.Seed, stream: 3), settings.Faults);
        _crashes = [.. settings.Faults.Crashes.OrderBy(static c => c.At)];
        var memo = new Memo(settings.MemoCapacity);
        var skews = new SeededGenerator(settings.Seed, stream: 4);
        for (uint i = 1; i <= settings.Operators; i++)
        {
            var skew = new Duration(
                skews.NextBelow((2 * (int)settings.Faults.ClockSkewMax.Milliseconds) + 1));
            Operators.Add(new(i), new(new(i), NewIdentity(), skew));
        }

        Rules = new(MakeGenesis(), memo);
        Invariant.Holds(Rules.Genesis.Flaw() is null, "A simulated network begins without flaw.");
        Beacon = new(settings, memo);
        _settings = Operators.Values.ToDictionary(
            static o => o.Id, o => new OperatorSettings(Rules, o.Id, o.Identity, SimulatedBeacon.Preset));
        Now = WorldClock.Start;
    }

    /// <summary>What the cluster is made of.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>The rules of its network.</summary>
    public ChainRules Rules { get; }

    /// <summary>The world's time.</summary>
    public Instant Now { get; private set; }

    /// <summary>The operators.</summary>
    public SortedDictionary<OperatorId, SimulatedOperator> Operators { get; } = [];

    /// <summary>The beacon chain.</summary>
    public SimulatedBeacon Beacon { get; }

    /// <summary>Messages that a scenario loses while it runs, by sender, receiver and content.</summary>
    public Func<OperatorId, OperatorId, ByteString, bool> Loses { get; set; } = static (_, _, _) => false;

    /// <summary>
    /// What an operator's beacon node says in place of the truth, which a scenario may change.
    /// </summary>
    public Func<SimulatedOperator, BeaconAnswer, BeaconAnswer> Says { get; set; } = static (_, truth) =>
        truth;

    /// <summary>
    /// Operators whose next write a scenario wants to crash at: null for none, else whether before the write.
    /// </summary>
    public Func<OperatorId, IReadOnlyList<OperatorEffect.Write>, bool?> CrashAt { get; set; } =
        static (_, _) => null;

    /// <summary>
    /// Runs until the end that the settings name, and until the last epoch's votes are in blocks.
    /// </summary>
    /// <remarks>A slot has no block when a pool's validator is its proposer, as pools propose none.</remarks>
    public void Run() => RunUntil(
        WorldClock.StartOfEpoch(Settings.Epochs) + (Rules.Clock.SlotLength * SlotsForInclusion));

    /// <summary>Runs until a time; the first call starts all operators.</summary>
    public void RunUntil(Instant end) => RunUntil(end, static _ => false);

    /// <summary>Runs until a time or until something has come true.</summary>
    /// <returns>True when it has come true.</returns>
    public bool RunUntil(Instant end, Func<Cluster, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (_order == 0)
        {
            foreach (SimulatedOperator each in Operators.Values)
            {
                Schedule(Now, () => Start(each));
            }

            Schedule(WorldClock.StartOfEpoch(0) + Rules.Clock.SlotLength, TellOfHead);
        }

        while (_events.TryPeek(out _, out (Instant At, long) next) && next.At <= end)
        {
            Action happen = _events.Dequeue();
            Now = next.At;
            happen();
            if (condition(this))
            {
                return true;
            }
        }

        Now = end;
        return false;
    }

    /// <summary>An operator posts something that its machine does not owe by itself.</summary>
    public void Offer(OperatorId by, Operation operation)
    {
        SignedOperation signed =
            SignedOperation.Sign(by, operation, Operators[by].Identity, Rules.Network);
        ByteString bytes = new OperationMessage(signed).ToBytes();
        foreach (OperatorId each in Operators.Keys)
        {
            Transmit(by, each, bytes);
        }
    }

    /// <summary>The owner of an operator's account asks for something.</summary>
    public void Ask(OperatorId owner, OwnerRequest request) =>
        Offer(owner, PostRequest.Sign(request, Operators[owner].Identity, Rules.Network));

    /// <summary>Crashes an operator now, and starts it again after a while.</summary>
    public void Crash(OperatorId id, Duration downFor)
    {
        SimulatedOperator each = Operators[id];
        if (each.State is not { } state)
        {
            return;
        }

        each.State = null;
        each.Life++;
        foreach (SecretBytes secret in state.Vault.Secrets.Values)
        {
            secret.Dispose();
        }

        Schedule(Now + downFor, () => Start(each));
        Observe(o => o.Crashed(this, each));
    }

    private void Start(SimulatedOperator each)
    {
        if (each.State is not null)
        {
            return;
        }

        each.Starts++;
        each.WakeSetFor = null;
        OperatorTransition transition = OperatorMachine.Start(
            _settings[each.Id], each.Disk.Load(), LocalTime(each));
        each.State = transition.State;
        Observe(o => o.Started(this, each));
        Perform(each, transition);
    }

    private void Apply(SimulatedOperator each, OperatorInput input)
    {
        if (each.State is not { } state)
        {
            (input as OperatorInput.SeedDrawn)?.Seed.Dispose();
            return;
        }

        Observe(o => o.Happened(this, each, input));
        OperatorTransition transition = OperatorMachine.Apply(
            _settings[each.Id], state, LocalTime(each), input);
        each.State = transition.State;
        Perform(each, transition);
    }

    /// <summary>Writes first, all or none; then the rest, unless the operator crashes in between.</summary>
    private void Perform(SimulatedOperator each, OperatorTransition transition)
    {
        OperatorEffect.Write[] writes = [.. transition.Effects.OfType<OperatorEffect.Write>()];
        bool? crashBefore = writes.Length == 0 ? null : CrashAt(each.Id, writes) ?? PlannedCrashOf(each);
        if (crashBefore is true)
        {
            Crash(each.Id, DownTime(each));
            return;
        }

        each.Disk.Commit(writes);
        Observe(o => o.Stored(this, each, writes));
        if (crashBefore is false)
        {
            Crash(each.Id, DownTime(each));
            return;
        }

        foreach (OperatorEffect effect in transition.Effects)
        {
            Perform(each, effect);
        }

        SetWake(each);
    }

    private void Perform(SimulatedOperator each, OperatorEffect effect)
    {
        switch (effect)
        {
            case OperatorEffect.Send send:
                Observe(o => o.Sent(this, each, send.To, send.Bytes));
                Transmit(each.Id, send.To, send.Bytes);
                break;
            case OperatorEffect.ServeBlocks serve:
                if (each.Disk.Serve(serve.From) is { } blocks)
                {
                    Transmit(each.Id, serve.To, blocks.ToBytes());
                }

                break;
            case OperatorEffect.Ask ask:
                Ask(each, ask.Question);
                break;
            case OperatorEffect.DrawSeed draw:
                ScheduleFor(each, new(0), new OperatorInput.SeedDrawn(draw.Name, NewSeed()));
                break;
            case OperatorEffect.EraseSecret erase:
                erase.Secret.Dispose();
                break;
            case OperatorEffect.Tell tell:
                Observe(o => o.Told(this, each, tell.Event));
                break;
        }
    }

    private void Transmit(OperatorId from, OperatorId to, ByteString bytes)
    {
        if (Loses(from, to, bytes) || !Operators.TryGetValue(to, out SimulatedOperator? receiver))
        {
            return;
        }

        foreach ((Duration delay, ByteString delivered) in _network.Deliveries(from, to, bytes, Now))
        {
            ScheduleFor(receiver, delay, new OperatorInput.Received(from, delivered));
        }
    }

    private void Ask(SimulatedOperator each, BeaconQuestion question)
    {
        var half = new Duration(2 + _delays.NextBelow(30));
        bool isOut = IsOut(each);
        Schedule(Now + half, () =>
        {
            BeginBeaconChainIfReady();
            Beacon.AdvanceTo(Now);
            BeaconAnswer? answer = isOut
                ? new BeaconAnswer.Failed(question, "the beacon node does not answer")
                : Beacon.Answer(question);
            if (answer is not null)
            {
                ScheduleFor(each, half, new OperatorInput.BeaconAnswered(Says(each, answer)));
            }
        });
    }

    /// <summary>
    /// In the beginning of a slot the beacon nodes tell of its block, each in its own time; some never do.
    /// </summary>
    private void TellOfHead()
    {
        Beacon.AdvanceTo(Now);
        if (Beacon.Chain is { } chain && chain.State.LatestBlockHeader.Slot == chain.Slot)
        {
            foreach (SimulatedOperator each in Operators.Values)
            {
                if (!IsOut(each) && _delays.NextChance(9, 10))
                {
                    var delay = new Duration(5 + _delays.NextBelow(HeadDelayMax));
                    ScheduleFor(each, delay, new OperatorInput.HeadSeen(chain.Slot));
                }
            }
        }

        Schedule(Now + Rules.Clock.SlotLength, TellOfHead);
    }

    private bool IsOut(SimulatedOperator each) =>
        Settings.Faults.Outages.Any(o => o.Operator == each.Id && Now >= o.From && Now < o.Until);

    private void BeginBeaconChainIfReady()
    {
        if (Beacon.Chain is not null)
        {
            return;
        }

        ChainState? keyed = Operators.Values
            .Select(static o => o.State?.Chain)
            .FirstOrDefault(static c => c is not null && c.Pools.All(static p => p.GroupKey is not null));
        if (keyed is not null)
        {
            Beacon.Begin(
                keyed.Pools.Select(static p => (p.GroupKey!.Value, p.Definition.WithdrawalCredentials)));
        }
    }

    private bool? PlannedCrashOf(SimulatedOperator each)
    {
        int index = _crashes.FindIndex(c => c.Operator == each.Id && c.At <= Now);
        return index < 0 ? null : _crashes[index].BeforeWrite;
    }

    private Duration DownTime(SimulatedOperator each)
    {
        int index = _crashes.FindIndex(c => c.Operator == each.Id && c.At <= Now);
        if (index < 0)
        {
            return new(500);
        }

        Duration down = _crashes[index].DownFor;
        _crashes.RemoveAt(index);
        return down;
    }

    private void SetWake(SimulatedOperator each)
    {
        if (each.State is not { } state)
        {
            return;
        }

        Instant wake = OperatorMachine.NextWake(_settings[each.Id], state) - each.ClockSkew;
        wake = wake > Now ? wake : Now + new Duration(1);
        if (each.WakeSetFor is { } set && set <= wake && set > Now)
        {
            return;
        }

        each.WakeSetFor = wake;
        ScheduleFor(each, wake - Now, new OperatorInput.TimePassed());
    }

    private void ScheduleFor(SimulatedOperator each, Duration delay, OperatorInput input)
    {
        int life = each.Life;
        bool isOwnBusiness = input is not OperatorInput.Received;
        Schedule(Now + delay, () =>
        {
            if (life == each.Life || !isOwnBusiness)
            {
                Apply(each, input);
            }
            else
            {
                (input as OperatorInput.SeedDrawn)?.Seed.Dispose();
            }
        });
    }

    private void Schedule(Instant at, Action happen) => _events.Enqueue(happen, (at, _order++));

    private Instant LocalTime(SimulatedOperator each) => Now + each.ClockSkew;

    private SecretBytes NewSeed()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes.Size];
        _secrets.Fill(bytes);
        return SecretBytes.From(bytes);
    }

    private SecretScalar NewIdentity()
    {
        using SecretBytes seed = NewSeed();
        return seed.DeriveScalar("identity");
    }

    private NetworkGenesis MakeGenesis()
    {
        var parameters = new ChainParameters(
            WorldClock.TickOrigin,
            WorldClock.BeaconGenesis,
            ClusterSettings.SecondsPerSlot,
            SimulatedBeacon.Preset.SlotsPerEpoch,
            Settings.Terms,
            new CeremonyWindows(
                Keys: 4,
                Dealing: 3,
                Dispute: 3,
                Reveal: 3,
                Confirmation: 4,
                Attempts: 3,
                ErasureGrace: 2,
                ErasureBound: 16),
            SimulatedBeacon.GenesisForkVersion,
            GenesisValidatorsRoot: default);
        var records =
            Operators.Values.Select(static o => new OperatorRecord(o.Id, o.PublicIdentity)).ToSequence();
        return new(
            $"simulation {Settings.Seed}",
            parameters,
            Hash32.Sha256(BitConverter.GetBytes(Settings.Seed)),
            records,
            Enumerable.Range(1, Settings.Pools)
                .Select(i => new PoolDefinition(
                    new((uint)i), Settings.Seats, Settings.Threshold, Hash32.Sha256("staker"u8)))
                .ToSequence())
        {
            Money = Settings.Money(records),
        };
    }

    private void Observe(Action<IObserver> tell)
    {
        foreach (IObserver observer in _observers)
        {
            tell(observer);
        }
    }
}

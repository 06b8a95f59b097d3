using System.Diagnostics;
using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>Runs a devnet from its first ceremony to its last hand-over.</summary>
internal sealed class DevnetRun(
    DevnetOptions options, DevnetFolder folder, IDevnetBeacon beacon, IDevnetView view)
{
    /// <summary>
    /// After the last boundary: so many epochs pass until what was earned at it is paid and told.
    /// </summary>
    private const ulong EpochsAfterLastBoundary = 3;

    /// <summary>
    /// What the money story may take after that; it takes about five, and more on a busy machine.
    /// </summary>
    private const long EpochsForStory = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly Duration StartUp = Duration.FromSeconds(6);

    private readonly DevnetModel _model = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();

    /// <summary>Runs to the end.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="IOException">A part failed.</exception>
    internal async Task<DevnetSummary> RunAsync(CancellationToken cancel)
    {
        view.Say(
            $"{options.Operators} operators, {options.Pools} pools of {options.Seats} seats, {options.Threshold} sign together");
        view.Say($"beacon chain: {beacon.Description}");
        Sequence<PublicIdentity> identities = OperatorFleet.MakeFolders(
            folder, options.Operators, beacon.Url);
        NetworkGenesis genesis = NetworkSetup.Create(
            PlanOf(identities) with { Money = MoneyOf(identities) }, beacon.Facts);
        view.Say(
            $"network {NetworkGenesis.Ssz.HashTreeRoot(genesis).ToShortString()}, first hand-over at epoch "
            + $"{genesis.Parameters.Terms.FirstBoundary}; the last is over in {SecondsUntil(EndOf(genesis))} s");
        await using var fleet = new OperatorFleet();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        fleet.Start(folder, genesis);
        await fleet.WaitUntilUpAsync(cancel);
        view.Say("all operators are up");
        Task following = fleet.FollowAsync(
            (who, happened) => Take(() => _model.Take(who, happened.Description)), ending.Token);
        Task<Sequence<string>> telling = TellAsync(fleet, EndOf(genesis), ending.Token);
        try
        {
            await WatchAsync(fleet, genesis, telling, ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
        }

        await following;
        return Summarize(await telling);
    }

    private MoneyGenesis MoneyOf(Sequence<PublicIdentity> identities) => options.HasMoney
        ? StoryPlan.Genesis(
            identities, folder.Staker.Create(), CredentialsFor(1), beacon.Others.Count + options.AllPools)
        : MoneyGenesis.None;

    /// <summary>Tells the money story, if it is to be told.</summary>
    /// <returns>What is not as it must be.</returns>
    private async Task<Sequence<string>> TellAsync(
        OperatorFleet fleet, Instant end, CancellationToken cancel)
    {
        if (!options.HasMoney)
        {
            return [];
        }

        var plan = new StoryPlan(options.Operators, options.Seats, new Term(options.Terms));
        using var hands = new StoryHands(folder, fleet, plan);
        var telling = new StoryTelling(
            hands,
            line => Take(() => line),
            standing => Take(() => _model.Money = standing),
            HaveAllAttested);
        Duration epoch = beacon.Facts.SlotLength * (long)beacon.Facts.SlotsPerEpoch;
        return await telling.RunAsync(plan, end + (epoch * EpochsForStory), cancel);
    }

    private bool HaveAllAttested()
    {
        lock (_gate)
        {
            return _model.Pools.Count == options.AllPools && _model.Pools.All(static p => p.Made > 0);
        }
    }

    private NetworkPlan PlanOf(Sequence<PublicIdentity> identities) => new(
        "devnet",
        identities,
        options.Seats,
        options.Threshold,
        Enumerable.Range(1, options.Pools)
            .Select(CredentialsFor)
            .ToSequence(),
        options.EpochsPerTerm,
        NetworkSetup.DrawLeadDefault,
        FirstBoundary: default,
        DevnetClock.Now() + StartUp);

    private async Task WatchAsync(
        OperatorFleet fleet, NetworkGenesis genesis, Task telling, CancellationToken cancel)
    {
        Instant end = EndOf(genesis);
        using var node = new BeaconNodeConnection(beacon.Url, TimeSpan.FromSeconds(10));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task? rewards = null;
        while (DevnetClock.Now() < end || !telling.IsCompleted)
        {
            await Task.Delay(Pause, cancel);
            fleet.ThrowIfAnyEnded();
            if (beacon.Failure is { } failure)
            {
                throw new IOException(failure);
            }

            if (await fleet.StatusAsync(cancel) is { } status)
            {
                Take(() => _model.Take(status));
            }

            if (rewards is null && Keys() is { } keys)
            {
                await BeginBeaconAsync(keys, cancel);
                rewards = new RewardsWatch(node, beacon.Facts, beacon.Others).RunAsync(
                    [.. keys.Select(static k => (k.Pool, k.Key))],
                    (pool, epoch, earned) => Take(() =>
                    {
                        _model.PoolOf(pool).Earn(earned);
                        return earned.PerMille >= DevnetVerdict.EarningsMin(options)
                            ? null
                            : $"pool {pool}: earned {earned.Gwei} Gwei in epoch {epoch}, the others of its slot {earned.Others}";
                    }),
                    ending.Token);
            }

            await WriteDepositsAsync(fleet, cancel);
        }

        await ending.CancelAsync();
        await (rewards ?? Task.CompletedTask).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    /// <summary>
    /// The pools' keys, once all of them are generated, and it is known whose stake is theirs.
    /// </summary>
    private List<(PoolId Pool, G1Bytes Key, Hash32 Credentials)>? Keys()
    {
        lock (_gate)
        {
            bool areAllThere = _model.Pools.Count == options.AllPools && _model.Pools.All(
                static p => p.GroupKey is not null && p.Status?.WithdrawalCredentials != default(Hash32));
            return areAllThere
                ? [.. _model.Pools.Select(static p =>
                    (p.Id, p.GroupKey!.Value, p.Status!.WithdrawalCredentials))]
                : null;
        }
    }

    private async Task BeginBeaconAsync(
        List<(PoolId Pool, G1Bytes Key, Hash32 Credentials)> keys, CancellationToken cancel)
    {
        if (beacon.BeginsWithThePools)
        {
            view.Say("all keys are generated; the beacon chain begins with them as validators");
            await beacon.BeginAsync([.. keys.Select(static k => (k.Key, k.Credentials))], cancel);
        }
        else
        {
            view.Say("all keys are generated; deposits for them will be written as they are signed");
        }
    }

    /// <summary>On a chain of others: what the staker has to deposit, in the form of launchpads.</summary>
    private async Task WriteDepositsAsync(OperatorFleet fleet, CancellationToken cancel)
    {
        if (beacon.BeginsWithThePools)
        {
            return;
        }

        foreach (SignedDeposit deposit in await fleet.DepositsAsync(cancel))
        {
            string path = Path.Combine(folder.Root, $"deposit_data-{deposit.Root.ToShortString()}.json");
            if (!File.Exists(path))
            {
                string partial = path + ".partial";
                await File.WriteAllTextAsync(
                    partial, SignedDeposit.FileShape.ToText([deposit], indented: true), cancel);
                File.Move(partial, path);
                view.Say(
                    $"deposit of {deposit.Contents.Amount} Gwei for {deposit.Contents.PublicKey}: {path}");
            }
        }
    }

    private DevnetSummary Summarize(Sequence<string> problemsOfMoney)
    {
        lock (_gate)
        {
            bool hasDuties = beacon.BeginsWithThePools || _model.Pools.Any(static p => p.Made + p.Missed > 0);
            return new(
                [.. DevnetVerdict.Problems(_model, options, hasDuties), .. problemsOfMoney],
                _model.Pools.Select(PoolSummary.Of).ToSequence(),
                (ulong)Stopwatch.GetElapsedTime(_began).TotalSeconds,
                _model.Status?.Height.Value ?? 0,
                _model.Status?.FinalizedEpoch ?? default,
                Latencies.Of(_model.Pools.SelectMany(static p => p.SignedAfter)),
                _model.Money is { } money ? new(money) : default,
                new(folder.Root));
        }
    }

    private void Take(Action change) => Take(() =>
    {
        change();
        return null;
    });

    private void Take(Func<string?> change)
    {
        lock (_gate)
        {
            if (change() is { } line)
            {
                view.Say(line);
            }

            view.Show(_model);
        }
    }

    private static long SecondsUntil(Instant moment) => (moment - DevnetClock.Now()).Milliseconds / 1000;

    private Instant EndOf(NetworkGenesis genesis)
    {
        TermSchedule terms = genesis.Parameters.Terms;
        Epoch last = terms.BoundaryOf(new Term(options.Terms)) + EpochsAfterLastBoundary;
        return new ChainClock(genesis.Parameters).StartOf(
            last.FirstSlot(genesis.Parameters.SlotsPerEpoch) + 2);
    }

    /// <summary>
    /// Where a pool's stake goes; on a chain of the devnet's own an address that anybody can tell for what
    /// it is.
    /// </summary>
    private Hash32 CredentialsFor(int pool)
    {
        if (options.Withdrawal.TryGet(out Hash32 own))
        {
            return own;
        }

        var address = new byte[ExecutionAddress.Size];
        address.AsSpan().Fill(0x5a);
        address[^1] = (byte)pool;
        return WithdrawalCredentials.For(new ExecutionAddress(new ByteString(address))).Value;
    }
}

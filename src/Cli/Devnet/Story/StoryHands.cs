using System.Diagnostics;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Pool;
using TrustlessPools.Cli.Staker;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>
/// Does what the story asks for, as people would: through the operators' APIs, by the code of the verbs.
/// </summary>
internal sealed class StoryHands : IDisposable
{
    /// <summary>The group's leader, whose API the staker uses; it is never killed.</summary>
    private static readonly OperatorId Leader = new(1);

    private readonly DevnetFolder _folder;
    private readonly OperatorFleet _fleet;
    private readonly StoryPlan _plan;
    private readonly SecretScalar _secret;
    private readonly OperatorApi _api;
    private readonly StakerDesk _staker;
    private readonly SortedDictionary<OperatorId, Task<OperatorDesk>> _desks = [];

    /// <summary>Opens the staker's folder and those of the operators, which run.</summary>
    /// <remarks>
    /// Keystores are slow on purpose. They are opened beforehand, so that bonds come together: a first draw
    /// is among those whose bond is there.
    /// </remarks>
    internal StoryHands(DevnetFolder folder, OperatorFleet fleet, StoryPlan plan)
    {
        (_folder, _fleet, _plan) = (folder, fleet, plan);
        foreach (OperatorId id in plan.All)
        {
            _desks.Add(id, Task.Run(() => new OperatorDesk(folder.Operator(id).Root)));
        }

        _secret = folder.Staker.Open();
        _api = OperatorApi.Of(folder.Operator(Leader));
        _staker = new(_api, new OwnerDesk(_api, folder.Staker.ReadPublicKey(), account: null), _secret);
    }

    /// <summary>How things stand.</summary>
    /// <param name="haveAllAttested">What only the beacon node tells.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<StorySight> LookAsync(bool haveAllAttested, CancellationToken cancel)
    {
        NodeStatus status = await _api.StatusAsync(cancel);
        return new(
            status.Slot,
            status.Pools,
            await _api.OperatorsAsync(cancel),
            await _api.FundsAsync(cancel),
            await _staker.AccountAsync(cancel),
            haveAllAttested);
    }

    /// <summary>Does it, and waits until a block holds it.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal Task DoAsync(StoryAct act, CancellationToken cancel) => act switch
    {
        StoryAct.FoundGroup => FoundGroupAsync(cancel),
        StoryAct.BondAll => BondAllAsync(cancel),
        StoryAct.LockAndDelegate pools => LockAsync(pools, cancel),
        StoryAct.Kill kill => _fleet.KillAsync(kill.Operator),
        StoryAct.AskBack => UnlockAsync(static (l, _) => l.IsBacked, cancel),
        StoryAct.TakeBack => UnlockAsync(static (l, now) => l.IsDue(now), cancel),
        StoryAct.Collect => _staker.CollectAsync(cancel),
        _ => throw new UnreachableException(),
    };

    public void Dispose()
    {
        foreach (Task<OperatorDesk> desk in _desks.Values.Where(static d => d.IsCompletedSuccessfully))
        {
            desk.Result.Dispose();
        }

        _api.Dispose();
        _secret.Dispose();
    }

    private async Task FoundGroupAsync(CancellationToken cancel)
    {
        var pool = new PoolPlan(
            _folder.Operator(Leader).Root,
            _plan.Group.Count,
            Quorum.Of(_plan.Group.Count),
            _plan.Group,
            Fund: null,
            StoryPlan.Terms,
            IsJson: true);
        var founding = new PoolFounding(pool, await _desks[Leader], static _ => { });
        FundId fund = await founding.FundAsync(cancel);
        await Task.WhenAll(_plan.Group.Select(m => BondAsync(m, fund, cancel)));
        Sequence<PoolDocument> pools = await _api.PoolsAsync(cancel);
        if (!pools.Any(p => p.Fund == fund))
        {
            await founding.MakeAsync(fund, cancel);
        }
    }

    private async Task BondAllAsync(CancellationToken cancel)
    {
        await Task.WhenAll(_desks.Values);
        await Task.WhenAll(_plan.All.Select(id => BondAsync(id, MoneyState.RotatingFund, cancel)));
    }

    private async Task BondAsync(OperatorId id, FundId fund, CancellationToken cancel)
    {
        OperatorDesk desk = await _desks[id];
        AccountDocument own = await desk.AccountAsync(cancel);
        if (!own.Bonds.Any(b => b.Fund == fund))
        {
            await desk.BondAsync(fund, StoryPlan.Bond, cancel);
        }
    }

    private async Task LockAsync(StoryAct.LockAndDelegate pools, CancellationToken cancel)
    {
        foreach (PoolId id in (PoolId[])[pools.Drawn, pools.Group])
        {
            PoolDocument pool = await _api.PoolAsync(id, cancel);
            AccountDocument own = await _staker.AccountAsync(cancel);
            if (!own.Locks.Any(l => l.Fund == pool.Fund))
            {
                await _staker.LockAsync(pool, cancel);
            }
        }
    }

    private async Task UnlockAsync(Func<LockDocument, Epoch, bool> isMeant, CancellationToken cancel)
    {
        AccountDocument own = await _staker.AccountAsync(cancel);
        foreach (LockId id in own.Locks.Where(l => isMeant(l, own.Now)).Select(static l => l.Id))
        {
            await _staker.UnlockAsync(id, cancel);
        }
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// Asks the beacon node, epoch by epoch, what attesting brought to the pools and to the others.
/// </summary>
/// <remarks>
/// Votes of an epoch are paid at the end of the next one, and nodes tell of them only for a short while
/// after. Of duties they tell while their epoch lasts.
/// </remarks>
internal sealed class RewardsWatch(
    BeaconNodeConnection node, BeaconFacts facts, Sequence<ValidatorIndex> others)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly SortedDictionary<Epoch, Sequence<AttesterDuty>> _duties = [];

    /// <summary>Tells what each pool earned, until it is cancelled.</summary>
    /// <param name="pools">The pools and their keys.</param>
    /// <param name="tell">Takes a pool, an epoch, and what it earned in that.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task RunAsync(
        IReadOnlyList<(PoolId Pool, G1Bytes Key)> pools,
        Action<PoolId, Epoch, Earnings> tell,
        CancellationToken cancel)
    {
        Sequence<ValidatorId> ids =
        [
            .. pools.Select(static p => new ValidatorId(p.Key)),
            .. others.Select(static i => new ValidatorId(i)),
        ];
        for (Epoch epoch = EpochAt(DevnetClock.Now()); !cancel.IsCancellationRequested; epoch += 1)
        {
            await WaitForAsync(epoch.FirstSlot(facts.SlotsPerEpoch), cancel);
            await UntilItIsOverAsync(
                epoch, async () => _duties[epoch] = await DutiesAsync(epoch, ids, cancel), cancel);
            Epoch paid = epoch.Value < 2 ? default : new(epoch.Value - 2);
            if (epoch.Value >= 2 && _duties.Remove(paid, out Sequence<AttesterDuty> duties))
            {
                await UntilItIsOverAsync(
                    epoch,
                    async () => Tell(paid, duties, await RewardsAsync(paid, ids, cancel), pools, tell),
                    cancel);
            }
        }
    }

    private async Task<Sequence<AttesterDuty>> DutiesAsync(
        Epoch epoch, Sequence<ValidatorId> ids, CancellationToken cancel)
    {
        Sequence<RegisteredValidator> known = (await node.SendAsync(
            BeaconRequests.Validators(BlockId.Head, ids), cancel)).Content;
        Sequence<ValidatorIndex> indices = known.Select(static v => v.Index).ToSequence();
        return (await node.SendAsync(BeaconRequests.AttesterDuties(epoch, indices), cancel)).Duties;
    }

    private async Task<AttestationRewards> RewardsAsync(
        Epoch epoch, Sequence<ValidatorId> ids, CancellationToken cancel) =>
        (await node.SendAsync(BeaconRequests.AttestationRewards(epoch, ids), cancel)).Content;

    private static void Tell(
        Epoch epoch,
        Sequence<AttesterDuty> duties,
        AttestationRewards rewards,
        IReadOnlyList<(PoolId Pool, G1Bytes Key)> pools,
        Action<PoolId, Epoch, Earnings> tell)
    {
        G1Bytes[] keys = [.. pools.Select(static p => p.Key)];
        foreach ((PoolId pool, G1Bytes key) in pools)
        {
            if (Earnings.Of(key, keys, duties, rewards) is { } earned)
            {
                tell(pool, epoch, earned);
            }
        }
    }

    /// <summary>Asks again as long as an epoch lasts: not yet known, or not known any more.</summary>
    private async Task UntilItIsOverAsync(Epoch epoch, Func<Task> ask, CancellationToken cancel)
    {
        while (EpochAt(DevnetClock.Now()) <= epoch)
        {
            try
            {
                await ask();
                return;
            }
            catch (BeaconNodeException)
            {
                await Task.Delay(Patience, cancel);
            }
        }
    }

    private async Task WaitForAsync(Slot slot, CancellationToken cancel)
    {
        while (SlotAt(DevnetClock.Now()) < slot)
        {
            await Task.Delay(Patience, cancel);
        }
    }

    private Epoch EpochAt(Instant now) => SlotAt(now).EpochAt(facts.SlotsPerEpoch);

    private Slot SlotAt(Instant now) => now < facts.GenesisTime
        ? default
        : new((ulong)((now - facts.GenesisTime).Milliseconds / facts.SlotLength.Milliseconds));
}

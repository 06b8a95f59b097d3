using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// Asks the beacon node, epoch by epoch, what attesting brought to the pools and to the others.
/// </summary>
/// <remarks>
/// Votes of an epoch are paid at the end of the next one, and nodes tell of them only for a short while
/// after.
/// </remarks>
internal sealed class RewardsWatch(
    BeaconNodeConnection node, BeaconFacts facts, Sequence<ValidatorIndex> others)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Tells what each pool earned, until it is cancelled.</summary>
    /// <param name="pools">The pools and their keys.</param>
    /// <param name="tell">Takes a pool, an epoch, and what it earned in that.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task RunAsync(
        IReadOnlyList<(PoolId Pool, G1Bytes Key)> pools,
        Action<PoolId, Epoch, Earnings> tell,
        CancellationToken cancel)
    {
        for (Epoch epoch = EpochAt(DevnetClock.Now()); !cancel.IsCancellationRequested; epoch += 1)
        {
            await WaitForAsync((epoch + 2).FirstSlot(facts.SlotsPerEpoch), cancel);
            await TellAsync(epoch, pools, tell, cancel);
        }
    }

    private async Task TellAsync(
        Epoch epoch,
        IReadOnlyList<(PoolId Pool, G1Bytes Key)> pools,
        Action<PoolId, Epoch, Earnings> tell,
        CancellationToken cancel)
    {
        ValidatorId[] ids =
        [
            .. pools.Select(static p => new ValidatorId(p.Key)),
            .. others.Select(static i => new ValidatorId(i)),
        ];
        Slot tooLate = (epoch + 3).FirstSlot(facts.SlotsPerEpoch);
        while (SlotAt(DevnetClock.Now()) < tooLate)
        {
            try
            {
                Sequence<RegisteredValidator> known = (await node.SendAsync(
                    BeaconRequests.Validators(BlockId.Head, ids.ToSequence()), cancel)).Content;
                AttestationRewards rewards = (await node.SendAsync(
                    BeaconRequests.AttestationRewards(epoch, ids.ToSequence()), cancel)).Content;
                Tell(epoch, known, rewards, pools, tell);
                return;
            }
            catch (BeaconNodeException)
            {
                // Not yet, or not any more; tried again until the node has surely forgotten.
                await Task.Delay(Patience, cancel);
            }
        }
    }

    private void Tell(
        Epoch epoch,
        Sequence<RegisteredValidator> known,
        AttestationRewards rewards,
        IReadOnlyList<(PoolId Pool, G1Bytes Key)> pools,
        Action<PoolId, Epoch, Earnings> tell)
    {
        long sum = rewards.Total.Where(r => others.Contains(r.ValidatorIndex)).Sum(
            static r => r.Parts.Sum.Value);
        long average = others.Count == 0 ? 0 : sum / others.Count;
        foreach ((PoolId pool, G1Bytes key) in pools)
        {
            TotalReward? own = known.FirstOrDefault(v => v.Validator.PublicKey == key) is { } validator
                ? rewards.Total.FirstOrDefault(r => r.ValidatorIndex == validator.Index)
                : null;
            if (own is not null)
            {
                tell(pool, epoch, new(own.Parts.Sum.Value, average, Epochs: 1));
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

using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>
/// Goes on with duties after a crash, so that nothing is said that contradicts what was said before.
/// </summary>
internal static class DutyRestoring
{
    internal static void Resume(Turn turn, StoredRecords store)
    {
        foreach ((string key, ByteString value) in store.StartingWith(StoreKeys.DutyPrefix))
        {
            DutyId id = DutyId.Ssz.Deserialize(Hex.Parse(key[StoreKeys.DutyPrefix.Length..]));
            if (DutySteps.TenureOf(turn, id) is not { } tenure || tenure.Sharing.ShareOf(turn.Self) is null)
            {
                // The committee is gone, and with it every occasion to speak of the duty.
                turn.Remove(key);
                continue;
            }

            turn.State = turn.State with
            {
                Duties = turn.State.Duties.Add(id, DutyState.Begin(id, tenure, turn.Now)),
            };
            DutyConsensus.Resume(turn, id, QbftDurable.Ssz.Deserialize(value.AsSpan()));
        }
    }
}

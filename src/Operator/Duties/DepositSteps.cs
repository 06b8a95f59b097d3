using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>Signs the deposits that make a pool's key a validator.</summary>
/// <remarks>
/// In two stages, because the holders of t shares could deposit first with credentials of their own and would
/// then own whatever follows: 1 ETH first, the rest only when a finalized state shows the validator with the
/// staker's credentials.
/// </remarks>
internal static class DepositSteps
{
    /// <summary>The stages: 0 the first deposit, 1 the rest.</summary>
    internal const ulong Stages = 2;

    private static readonly Gwei FirstAmount = new(1_000_000_000);

    /// <summary>Begins what is due.</summary>
    internal static void Attend(Turn turn)
    {
        foreach (PoolState pool in turn.Chain.Pools)
        {
            if (pool.Serving.TryGet(out Tenure? tenure)
                && tenure.Sharing.ShareOf(turn.Self) is not null
                && StageOf(turn, pool) is { } stage
                && !turn.State.Deposits.ContainsKey((pool.Definition.Id, stage)))
            {
                Begin(turn, pool, tenure, stage);
            }
        }
    }

    /// <summary>Keeps a deposit that the committee has signed.</summary>
    internal static void Finish(Turn turn, DutyId id, G2Bytes signature)
    {
        DepositMessage message = MessageOf(turn.Chain.PoolOf(id.Pool)!, id.Slot.Value);
        var deposit = new DepositData(
            message.PublicKey, message.WithdrawalCredentials, message.Amount, signature);
        turn.State =
            turn.State with { Deposits = turn.State.Deposits.SetItem((id.Pool, id.Slot.Value), deposit) };
        turn.Tell(new OperatorEvent.DepositSigned(id.Pool, message.Amount));
    }

    private static void Begin(Turn turn, PoolState pool, Tenure tenure, ulong stage)
    {
        var id = new DutyId(pool.Definition.Id, tenure.Attempt, DutyKind.Deposit, new(stage));
        if (turn.State.Duties.TryGetValue(id, out DutyState? known) && known.SigningRoot.HasValue)
        {
            return;
        }

        DutyState duty = known ?? DutyState.Begin(id, tenure, turn.Now);
        Hash32 root = Domain
            .ForDeposits(new ForkVersion(turn.Rules.Genesis.Parameters.GenesisForkVersion))
            .SigningRoot(DepositMessage.Ssz, MessageOf(pool, stage));
        turn.State = turn.State with
        {
            Duties = turn.State.Duties.SetItem(id, duty with { SigningRoot = new(root) }),
        };
        PartialSteps.Sign(turn, id, root);
        PartialSteps.Combine(turn, id);
    }

    /// <summary>The deposit that may be signed now: 0 the first, 1 the rest, null for none.</summary>
    private static ulong? StageOf(Turn turn, PoolState pool)
    {
        if (pool.Definition.WithdrawalCredentials == default)
        {
            // It waits for a lock, whose owner says where the stake goes.
            return null;
        }

        PoolReport? report = turn.Chain.Beacon.Pools.FirstOrDefault(r => r.Pool == pool.Definition.Id);
        return report?.Status switch
        {
            ValidatorStatus.Unknown => 0,
            ValidatorStatus.Pending when report.Balance < Gwei.ValidatorStake => 1,
            _ => null,
        };
    }

    private static DepositMessage MessageOf(PoolState pool, ulong stage) => new(
        pool.GroupKey!.Value,
        new WithdrawalCredentials(pool.Definition.WithdrawalCredentials),
        stage == 0 ? FirstAmount : Gwei.ValidatorStake - FirstAmount);
}

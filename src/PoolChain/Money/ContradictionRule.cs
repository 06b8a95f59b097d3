using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>
/// A report is contradicted by a proof against its own finalized root, at its signers' cost.
/// </summary>
/// <remarks>
/// Spec: docs/spec/money.md#contradiction. A difference below a thousandth of a unit is none: a node may
/// answer with the finalized state advanced over empty slots.
/// </remarks>
internal static class ContradictionRule
{
    private const ulong ToleranceParts = 1000;

    internal static OperationOutcome Apply(ChainRules rules, ChainState state, ContradictReport operation)
    {
        KeptReport? report = state.Reports.FirstOrDefault(r => r.Checkpoint == operation.Checkpoint);
        PoolReport? said = report?.Pools.FirstOrDefault(p => p.Pool == operation.Pool);
        if (report is null || said is null)
        {
            return OperationOutcome.Reject(EvidenceRefusals.UnknownReport(operation.Checkpoint));
        }

        PoolState pool = state.PoolOf(operation.Pool)!;
        Refusal? flaw = report.IsContradicted
            ? EvidenceRefusals.AlreadyContradicted(operation.Checkpoint)
            : operation.Proof.Validator.PublicKey != pool.GroupKey
                ? EvidenceRefusals.ProvesAnotherKey(
                    $"{operation.Proof.Validator.PublicKey}", $"{pool.GroupKey}")
                : operation.Proof.Flaw(report.Root);
        if (flaw is not null)
        {
            return OperationOutcome.Reject(flaw);
        }

        return IsContradicted(rules, pool, said, operation.Proof)
            ? new OperationOutcome.Accepted(Contradict(state, pool, report, operation.Proof))
            : OperationOutcome.Reject(
                EvidenceRefusals.ContradictsNothing(said.Balance, operation.Proof.Balance));
    }

    private static bool IsContradicted(
        ChainRules rules, PoolState pool, PoolReport said, ValidatorProof proof)
    {
        if (said.Status is ValidatorStatus.Unknown)
        {
            return true;
        }

        Gwei tolerance = new(rules.Genesis.Money.Parameters.Unit.Value / ToleranceParts);
        Gwei apart = said.Balance > proof.Balance
            ? said.Balance - proof.Balance
            : proof.Balance - said.Balance;
        bool isForeign = proof.Validator.WithdrawalCredentials.Value != pool.Definition.WithdrawalCredentials;
        bool saysSlashed = said.Status is ValidatorStatus.Slashed;
        bool isEnded = said.Status is ValidatorStatus.Withdrawn or ValidatorStatus.ForeignCredentials;
        return apart >= tolerance
            || (!isEnded && saysSlashed != proof.Validator.Slashed)
            || (pool.Stake.HasValue && isForeign != said.Status is ValidatorStatus.ForeignCredentials);
    }

    /// <summary>
    /// What was entered stays; the next report is compared with what is proven, so that a lie is not paid
    /// for twice, nor out of the way back.
    /// </summary>
    private static ChainState Contradict(
        ChainState state, PoolState pool, KeptReport report, ValidatorProof proof)
    {
        foreach (OperatorId signer in report.Signers)
        {
            state = state.With(new Fault(
                signer, FaultKind.FalseReport, state.Height, pool.Definition.Id, report.Root));
        }

        bool isLatest = state.Beacon.Root == report.Root;
        if (isLatest && pool.Stake.TryGet(out PoolStake? stake))
        {
            state = state.With(pool with { Stake = new(stake with { Balance = proof.Balance }) });
        }

        return state with
        {
            Reports = state.Reports.Map(r =>
                r.Checkpoint == report.Checkpoint ? r with { IsContradicted = true } : r),
        };
    }
}

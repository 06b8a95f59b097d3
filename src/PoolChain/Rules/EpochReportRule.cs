using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// What a quorum of operators saw of the beacon chain becomes what the pool chain knows of it.
/// </summary>
public static class EpochReportRule
{
    /// <summary>The epoch whose mix a statement about a checkpoint must bring, if any.</summary>
    /// <remarks>A mix is complete when its epoch is over, so from the next epoch's checkpoint on.</remarks>
    public static Optional<Epoch> AwaitedMix(ChainState state, Epoch checkpoint)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Draw.Frozen.TryGet(out FrozenDraw? frozen)
            && !frozen.Mix.HasValue
            && frozen.MixEpoch.TryGet(out Epoch epoch)
            && epoch < checkpoint
                ? new(epoch)
                : default;
    }

    /// <summary>
    /// Why a statement does not fit the state, or null; what each operator checks before it signs one.
    /// </summary>
    public static Refusal? Check(ChainState state, EpochStatement statement)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(statement);
        if (state.Beacon.Checkpoint.TryGet(out Epoch known) && statement.Checkpoint <= known)
        {
            return new("StaleReport", $"epoch {statement.Checkpoint}", $"an epoch after {known}");
        }

        if (state.Beacon.GenesisValidatorsRoot.TryGet(out Hash32 root)
            && statement.GenesisValidatorsRoot != root)
        {
            return new("OtherBeaconChain", $"{statement.GenesisValidatorsRoot}", $"{root}");
        }

        Optional<Epoch> awaited = AwaitedMix(state, statement.Checkpoint);
        Optional<Epoch> brought =
            statement.Mix.TryGet(out DrawMix? mix) ? new Optional<Epoch>(mix.Epoch) : default;
        if (awaited != brought)
        {
            return new("WrongMix", Text(brought), Text(awaited));
        }

        Sequence<PoolId> reported = statement.Pools.Map(static p => p.Pool);
        Sequence<PoolId> expected = PoolsWithKey(state);
        if (reported != expected)
        {
            return new("WrongPools", $"{reported}", $"{expected}");
        }

        PoolReport? absurd =
            statement.Pools.FirstOrDefault(static p => p.Balance > LedgerParameters.AmountMax);
        return absurd is null
            ? null
            : new("AmountTooLarge", $"{absurd.Balance} Gwei", $"at most {LedgerParameters.AmountMax} Gwei");
    }

    /// <summary>The pools that a statement speaks of: those with a key, in order.</summary>
    public static Sequence<PoolId> PoolsWithKey(ChainState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Pools.Where(static p => p.Serving.HasValue).Select(static p => p.Definition.Id)
            .ToSequence();
    }

    internal static OperationOutcome Apply(ChainRules rules, ChainState state, PostEpochReport report)
    {
        if (Check(state, report.Statement) is { } refusal)
        {
            return new OperationOutcome.Rejected(refusal, MayApplyLater: false);
        }

        if (SignerFlaw(state, report.Signers) is { } flaw)
        {
            return new OperationOutcome.Rejected(flaw, MayApplyLater: false);
        }

        G1Bytes[] keys = [.. report.Signers.Indices().Select(i => state.Voters[i].IdentityKey)];
        Hash32 root = report.Statement.SigningRoot(rules.Network);
        if (!IdentitySignature.VerifyAggregate(keys, root, report.Signature, rules.Memo))
        {
            return OperationOutcome.Reject("BadSignature", "an epoch report", "an aggregate of its signers");
        }

        return new OperationOutcome.Accepted(
            Take(ReportAccounting.Take(rules, state, report.Statement), report.Statement));
    }

    /// <summary>Why a bit list names no quorum of the voters, or null.</summary>
    internal static Refusal? SignerFlaw(ChainState state, BitString signers)
    {
        int voters = state.Voters.Count;
        return signers.Length != voters || !Quorum.IsReached(signers.Count, voters)
            ? new(
                "NoQuorum",
                $"{signers.Count} of {signers.Length} signers",
                $"{Quorum.Of(voters)} of {voters}")
            : null;
    }

    private static ChainState Take(ChainState state, EpochStatement statement)
    {
        NextDraw draw = state.Draw;
        if (statement.Mix.TryGet(out DrawMix? mix))
        {
            draw = draw with { Frozen = new(draw.Frozen.Value with { Mix = new(mix.Mix) }) };
        }

        var beacon = new BeaconView(
            new(statement.Checkpoint), statement.Root, new(statement.GenesisValidatorsRoot), statement.Pools);
        return state with { Draw = draw, Beacon = beacon };
    }

    private static string Text(Optional<Epoch> epoch) =>
        epoch.TryGet(out Epoch value) ? $"the mix of epoch {value}" : "no mix";
}

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
    /// <summary>The epoch whose mix a draw waits for, or else a replacement, if any.</summary>
    public static Optional<Epoch> WantedMix(ChainState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Draw.Frozen.TryGet(out FrozenDraw? frozen) && !frozen.Mix.HasValue)
        {
            return frozen.MixEpoch;
        }

        return state.Replacement.TryGet(out FrozenReplacement? replacement) && !replacement.Mix.HasValue
            ? new(replacement.MixEpoch)
            : default;
    }

    /// <summary>The epoch whose mix a statement about a checkpoint must bring, if any.</summary>
    /// <remarks>A mix is complete when its epoch is over, so from the next epoch's checkpoint on.</remarks>
    public static Optional<Epoch> AwaitedMix(ChainState state, Epoch checkpoint) =>
        WantedMix(state).TryGet(out Epoch epoch) && epoch < checkpoint ? new(epoch) : default;

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
        Epoch now = rules.Clock.EpochAt(state.Tick).TryGet(out Epoch epoch) ? epoch : default;
        if (report.Statement.Checkpoint > now)
        {
            return OperationOutcome.Reject(
                "FutureReport", $"epoch {report.Statement.Checkpoint}", $"at most epoch {now}");
        }

        if ((Check(state, report.Statement) ?? VoterQuorum.Flaw(state, report.Signers)) is { } flaw)
        {
            return OperationOutcome.Reject(flaw);
        }

        Hash32 root = report.Statement.SigningRoot(rules.Network);
        if (!VoterQuorum.HasSigned(rules, state, report.Signers, root, report.Signature))
        {
            return OperationOutcome.Reject("BadSignature", "an epoch report", "an aggregate of its signers");
        }

        return new OperationOutcome.Accepted(
            Take(ReportAccounting.Take(rules, state, report.Statement), report));
    }

    private static ChainState Take(ChainState state, PostEpochReport report)
    {
        EpochStatement statement = report.Statement;
        if (statement.Mix.TryGet(out DrawMix? mix))
        {
            state = WithMix(state, mix);
        }

        var kept = new KeptReport(
            statement.Checkpoint,
            statement.Root,
            statement.Pools,
            report.Signers.Indices().Select(i => state.Voters[i].Id).ToSequence(),
            IsContradicted: false);

        var beacon = new BeaconView(
            new(statement.Checkpoint), statement.Root, new(statement.GenesisValidatorsRoot), statement.Pools);
        return state with
        {
            Beacon = beacon,
            Reports = state.Reports.Append(kept).TakeLast(KeptReport.KeptMax).ToSequence(),
        };
    }

    private static ChainState WithMix(ChainState state, DrawMix mix)
    {
        if (state.Draw.Frozen.TryGet(out FrozenDraw? frozen)
            && frozen.MixEpoch == new Optional<Epoch>(mix.Epoch))
        {
            state = state with
            {
                Draw = state.Draw with { Frozen = new(frozen with { Mix = new(mix.Mix) }) },
            };
        }

        return state.Replacement.TryGet(out FrozenReplacement? replacement)
            && replacement.MixEpoch == mix.Epoch
                ? state with { Replacement = new(replacement with { Mix = new(mix.Mix) }) }
                : state;
    }

    private static string Text(Optional<Epoch> epoch) =>
        epoch.TryGet(out Epoch value) ? $"the mix of epoch {value}" : "no mix";
}

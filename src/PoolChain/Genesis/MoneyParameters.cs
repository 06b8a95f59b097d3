using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>The constants of a network's money, fixed in its genesis.</summary>
/// <remarks>Spec: docs/spec/money.md#parameters.</remarks>
public sealed record MoneyParameters
{
    public static SszContainer<MoneyParameters> Ssz { get; } = SszContainer.Of<MoneyParameters>()
        .Field("protocol", Small<Protocol>(1), static x => x.Protocol)
        .Field("mode", Small<BackingMode>(1), static x => x.Mode)
        .Field("order", Small<BackingOrder>(2), static x => x.Order)
        .Field("unit", SszTypes.Gwei, static x => x.Unit)
        .Field("ratio_numerator", SszTypes.Uint32, static x => (ulong)x.Ratio.Numerator)
        .Field("ratio_denominator", SszTypes.Uint32, static x => (ulong)x.Ratio.Denominator)
        .Field("unlock_delay", SszTypes.Uint64, static x => x.UnlockDelay)
        .Field("collateral_delay", SszTypes.Uint64, static x => x.CollateralDelay)
        .Field("slashings_vector", SszTypes.Uint64, static x => x.SlashingsVector)
        .Field("is_minimal_churn", SszTypes.Boolean, static x => x.IsMinimalChurn)
        .Field("network_stake", SszTypes.Gwei, static x => x.NetworkStake)
        .Field("reward_epoch", SszTypes.Uint64, static x => x.RewardEpoch)
        .Field("evidence_window", SszTypes.Uint64, static x => x.EvidenceWindow)
        .Field("target_pools", SszTypes.Uint32, static x => (ulong)x.TargetPools)
        .Field("pledge_influence", DelegationTypes.Millionths, static x => x.PledgeInfluence)
        .Field("cut", DelegationTypes.Millionths, static x => x.Cut)
        .Field("replacement", SszTypes.Optional(ReplacementParameters.Ssz), static x => x.Replacement)
        .Build(static v => new()
        {
            Protocol = v.Take<Protocol>(),
            Mode = v.Take<BackingMode>(),
            Order = v.Take<BackingOrder>(),
            Unit = v.Take<Gwei>(),
            Ratio = new((uint)v.Take<ulong>(), (uint)v.Take<ulong>()),
            UnlockDelay = v.Take<ulong>(),
            CollateralDelay = v.Take<ulong>(),
            SlashingsVector = v.Take<ulong>(),
            IsMinimalChurn = v.Take<bool>(),
            NetworkStake = v.Take<Gwei>(),
            RewardEpoch = v.Take<ulong>(),
            EvidenceWindow = v.Take<ulong>(),
            TargetPools = (uint)v.Take<ulong>(),
            PledgeInfluence = v.Take<uint>(),
            Cut = v.Take<uint>(),
            Replacement = v.Take<Optional<ReplacementParameters>>(),
        });

    /// <summary>Those of mainnet, by the protocol as it is today.</summary>
    public static MoneyParameters Default { get; } = new();

    /// <summary>Which protocol the amounts follow.</summary>
    public Protocol Protocol { get; init; } = Protocol.Today;

    /// <summary>How validators follow their locks.</summary>
    public BackingMode Mode { get; init; } = BackingMode.Electra;

    /// <summary>Which locks are backed first.</summary>
    public BackingOrder Order { get; init; }

    /// <summary>What one lock holds and one validator stakes.</summary>
    public Gwei Unit { get; init; } = Gwei.ValidatorStake;

    /// <summary>The collateral that a unit of stake needs.</summary>
    public CollateralRatio Ratio { get; init; } = new(1, 100);

    /// <summary>
    /// Epochs from leaving the stake to its payment; at least the evidence window and two reward epochs.
    /// </summary>
    public ulong UnlockDelay { get; init; } = 21 * 225;

    /// <summary>Epochs in which leaving collateral stays chargeable.</summary>
    public ulong CollateralDelay { get; init; } = 8192;

    /// <summary>EPOCHS_PER_SLASHINGS_VECTOR of the beacon chain.</summary>
    public ulong SlashingsVector { get; init; } = 8192;

    /// <summary>True for the churn of the specification's minimal network, false for mainnet's.</summary>
    public bool IsMinimalChurn { get; init; }

    /// <summary>Active stake of the whole beacon chain, which its exit queue depends on.</summary>
    public Gwei NetworkStake { get; init; } = new(34_000_000_000_000_000);

    /// <summary>Beacon epochs in a reward epoch.</summary>
    public ulong RewardEpoch { get; init; } = 225;

    /// <summary>Beacon epochs for which evidence of a fault can be brought.</summary>
    public ulong EvidenceWindow { get; init; } = 4096;

    /// <summary>k: a delegated pool of more than 1/k of the delegated stake is saturated.</summary>
    public uint TargetPools { get; init; } = 500;

    /// <summary>a0, in millionths.</summary>
    public uint PledgeInfluence { get; init; } = 300_000;

    /// <summary>What of a rotating pool's rewards its committee gets, in millionths.</summary>
    public uint Cut { get; init; } = 100_000;

    /// <summary>
    /// How operators are fined, are out and are replaced; none asks for no bond and fines nobody.
    /// </summary>
    public Optional<ReplacementParameters> Replacement { get; init; }

    /// <summary>The bond below which an operator is drawn no more; 0 draws all.</summary>
    public Gwei BondMinimum =>
        Replacement.TryGet(out ReplacementParameters? replacement) ? replacement.MinimumBond : default;

    /// <summary>What is due later for a slashed validator is reserved by these.</summary>
    public BeaconParameters Beacon => new(
        PenaltyParameters.Mainnet,
        IsMinimalChurn ? ChurnParameters.Minimal : ChurnParameters.Mainnet,
        SlashingsVector);

    /// <summary>The constants in the form that the ledger's rules take.</summary>
    public DelegationParameters ToRules()
    {
        var ledger = new LedgerParameters
        {
            Protocol = Protocol,
            Mode = Mode,
            Order = Order,
            Unit = Unit,
            Ratio = Ratio,
            UnlockDelay = UnlockDelay,
            CollateralDelay = CollateralDelay,
            NetworkStake = NetworkStake,
            Churn = Beacon.Churn,
        };
        return new()
        {
            // A bond that would not be drawn is not taken either.
            Ledger = Replacement.HasValue ? ledger with { MinimumBond = BondMinimum } : ledger,
            Custody = Custody.Locked,
            EpochLength = RewardEpoch,
            EvidenceWindow = EvidenceWindow,
            TargetPools = TargetPools,
            PledgeInfluence = new(PledgeInfluence, Fund.MarginWhole),
        };
    }

    /// <summary>Why no network can run with these, or null.</summary>
    public Refusal? Flaw()
    {
        const ulong epochsMax = 1 << 20;
        if (Unit.Value == 0 || Unit > LedgerParameters.AmountMax)
        {
            return new("BadUnit", $"{Unit} Gwei", $"1 to {LedgerParameters.AmountMax} Gwei");
        }

        if (Ratio.Numerator == 0 || Ratio.Denominator == 0)
        {
            return new("BadRatio", $"{Ratio}", "a ratio of two numbers from 1");
        }

        ulong[] delays = [UnlockDelay, CollateralDelay, RewardEpoch, EvidenceWindow];
        if (Array.Exists(delays, static d => d > epochsMax)
            || SlashingsVector is < 2 or > epochsMax
            || SlashingsVector % 2 != 0)
        {
            return new(
                "BadDelay",
                $"{string.Join(", ", delays)} epochs, and a vector of {SlashingsVector}",
                $"at most {epochsMax} epochs, and a vector that is even");
        }

        return ToRules().Flaw
            ?? (Replacement.TryGet(out ReplacementParameters? replacement) ? replacement.Flaw() : null);
    }

    private static SszType<T> Small<T>(ulong last)
        where T : struct, Enum => SszTypes.Uint8.As(
            static v => (T)Enum.ToObject(typeof(T), v),
            static e => Convert.ToUInt64(e, System.Globalization.CultureInfo.InvariantCulture),
            v => v <= last);
}

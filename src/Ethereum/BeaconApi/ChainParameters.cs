using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>What attesting needs to know of a chain, out of its <see cref="Spec"/>.</summary>
/// <param name="Preset">What shapes its containers.</param>
/// <param name="SlotLength">How long a slot is.</param>
/// <param name="Forks">When which fork begins.</param>
public sealed record ChainParameters(Preset Preset, Duration SlotLength, ForkSchedule Forks)
{
    private const string EpochSuffix = "_FORK_EPOCH";
    private const string VersionSuffix = "_FORK_VERSION";
    private const ulong SlotMillisecondsMax = 1 << 30;

    private static readonly ImmutableArray<Preset> Presets = [Preset.Mainnet, Preset.Minimal];

    /// <summary>Reads the parameters from what a node says.</summary>
    /// <param name="spec">The constants.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="flaw">What is missing or contradicts itself, as a phrase.</param>
    public static bool TryRead(
        Spec spec,
        [NotNullWhen(true)] out ChainParameters? parameters,
        [NotNullWhen(false)] out string? flaw)
    {
        ArgumentNullException.ThrowIfNull(spec);
        parameters = null;
        if (!TryReadPreset(spec, out Preset? preset, out flaw)
            || !TryReadSlotLength(spec, out Duration length, out flaw)
            || !TryReadForks(spec, out ForkSchedule? forks, out flaw))
        {
            return false;
        }

        parameters = new(preset, length, forks);
        return true;
    }

    /// <summary>The constants from which <see cref="TryRead"/> reads these parameters.</summary>
    public Spec ToSpec()
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["PRESET_BASE"] = Preset.Name,
            ["SECONDS_PER_SLOT"] = Text((ulong)(SlotLength.Milliseconds / 1000)),
            ["SLOT_DURATION_MS"] = Text((ulong)SlotLength.Milliseconds),
        };
        foreach ((string name, ulong value) in Constants(Preset))
        {
            values[name] = Text(value);
        }

        foreach (ForkName name in ForkNames.All)
        {
            bool isScheduled = (int)name < Forks.Forks.Count;
            values[VersionKey(name)] = $"{(isScheduled ? Forks.Forks[(int)name].Version : default)}";
            values[EpochKey(name)] = $"{(isScheduled ? Forks.Forks[(int)name].Epoch : Epoch.FarFuture)}";
        }

        // The genesis fork has a version of another name, and no epoch.
        values.Remove(EpochKey(ForkName.Phase0));
        return new(values.ToSequence());
    }

    private static bool TryReadPreset(
        Spec spec, [NotNullWhen(true)] out Preset? preset, [NotNullWhen(false)] out string? flaw)
    {
        spec.TryGet("PRESET_BASE", out string? name);
        preset = Presets.FirstOrDefault(p => p.Name == name);
        flaw = preset is null ? $"PRESET_BASE is '{name}', which is no preset that is known here." : null;
        foreach ((string constant, ulong expected) in preset is null ? [] : Constants(preset))
        {
            if (spec.TryGetNumber(constant, out ulong value) && value != expected)
            {
                flaw = $"{constant} is {value}, but {expected} in the preset {name}.";
            }
        }

        return flaw is null && preset is not null;
    }

    private static bool TryReadSlotLength(
        Spec spec, out Duration length, [NotNullWhen(false)] out string? flaw)
    {
        if (!spec.TryGetNumber("SLOT_DURATION_MS", out ulong milliseconds)
            && spec.TryGetNumber("SECONDS_PER_SLOT", out ulong seconds)
            && seconds <= SlotMillisecondsMax / 1000)
        {
            milliseconds = 1000 * seconds;
        }

        bool isLength = milliseconds is > 0 and <= SlotMillisecondsMax;
        length = isLength ? new((long)milliseconds) : default;
        flaw = isLength ? null : "SECONDS_PER_SLOT is missing or no length of a slot.";
        return isLength;
    }

    private static bool TryReadForks(
        Spec spec, [NotNullWhen(true)] out ForkSchedule? schedule, [NotNullWhen(false)] out string? flaw)
    {
        schedule = null;
        flaw = UnknownFork(spec);
        Sequence<ScheduledFork> forks = [];
        foreach (ForkName name in ForkNames.All)
        {
            ulong epoch = 0;
            if (name != ForkName.Phase0 && !spec.TryGetNumber(EpochKey(name), out epoch))
            {
                break;
            }

            if (!spec.TryGet(VersionKey(name), out string? hex) || !PathText.IsHex(hex, sizeof(uint)))
            {
                flaw ??= $"{VersionKey(name)} is missing or no version.";
            }
            else if (new Epoch(epoch) != Epoch.FarFuture)
            {
                forks = forks.Add(new(name, ForkVersion.Parse(hex), new(epoch)));
            }
        }

        if (flaw is null && !ForkSchedule.TryCreate(forks, out schedule))
        {
            flaw = "The forks are not scheduled in their order.";
        }

        return flaw is null && schedule is not null;
    }

    private static string? UnknownFork(Spec spec)
    {
        foreach ((string key, string value) in spec.Values)
        {
            bool isEpoch = key.EndsWith(EpochSuffix, StringComparison.Ordinal);
            bool isScheduled = isEpoch && value != $"{Epoch.FarFuture}";
            if (isScheduled && !ForkNames.TryParse(key[..^EpochSuffix.Length].ToLowerInvariant(), out _))
            {
                return $"{key} is {value}, but the rules of that fork are not known here.";
            }
        }

        return null;
    }

    private static string EpochKey(ForkName name) => name.ToText().ToUpperInvariant() + EpochSuffix;

    private static string VersionKey(ForkName name) =>
        (name == ForkName.Phase0 ? "GENESIS" : name.ToText().ToUpperInvariant()) + VersionSuffix;

    private static ImmutableArray<(string Name, ulong Value)> Constants(Preset preset) =>
    [
        ("SLOTS_PER_EPOCH", preset.SlotsPerEpoch),
        ("MAX_COMMITTEES_PER_SLOT", (ulong)preset.MaxCommitteesPerSlot),
        ("TARGET_COMMITTEE_SIZE", (ulong)preset.TargetCommitteeSize),
        ("SHUFFLE_ROUND_COUNT", (ulong)preset.ShuffleRoundCount),
        ("EPOCHS_PER_HISTORICAL_VECTOR", preset.EpochsPerHistoricalVector),
        ("EPOCHS_PER_SLASHINGS_VECTOR", preset.EpochsPerSlashingsVector),
        ("MAX_VALIDATORS_PER_COMMITTEE", (ulong)preset.MaxValidatorsPerCommittee),
    ];

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Replay;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.DevelopmentChain.Recordings;

/// <summary>A recorded run of a real client; Fixtures/README.md says what is in it.</summary>
internal sealed class Recording
{
    private static readonly Epoch Genesis = new(0);

    private readonly JsonElement _root;

    private Recording(JsonElement root)
    {
        _root = root;
        Config = ChainConfig.Minimal with
        {
            SlotDuration = Duration.FromSeconds((long)Number(root.GetProperty("config"), "SECONDS_PER_SLOT")),
            ShardCommitteePeriod = Number(root.GetProperty("config"), "SHARD_COMMITTEE_PERIOD"),
            Churn = ChurnParameters.Minimal with
            {
                MinValidatorWithdrawabilityDelay =
                    Number(root.GetProperty("config"), "MIN_VALIDATOR_WITHDRAWABILITY_DELAY"),
            },
        };
    }

    /// <summary>The rules of the run.</summary>
    internal ChainConfig Config { get; }

    /// <summary>The constants that the client named.</summary>
    internal IEnumerable<(string Name, string Value)> Constants =>
        _root.GetProperty("config").EnumerateObject()
        .Select(static c => (c.Name, c.Value.GetString()!));

    /// <summary>How the run began.</summary>
    internal JsonElement GenesisFacts => _root.GetProperty("genesis");

    /// <summary>The slots from 1 on.</summary>
    internal IEnumerable<RecordedSlot> Slots =>
        _root.GetProperty("slots").EnumerateArray().Select(s => new RecordedSlot(s, Config));

    /// <summary>The epochs.</summary>
    internal IReadOnlyList<JsonElement> Epochs => [.. _root.GetProperty("epochs").EnumerateArray()];

    /// <summary>Opens the recording of a name, such as <c>leak</c>.</summary>
    internal static Recording Open(string name)
    {
        string path = Path.Combine(
            ProjectRoot.Path, "tests", "Core.Tests", "DevelopmentChain", "Fixtures", $"lodestar-{name}.json");
        return new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);
    }

    /// <summary>The beginning as the replay takes it.</summary>
    internal RecordedGenesis ToGenesis()
    {
        JsonElement[] validators = [.. _root.GetProperty("validators").EnumerateArray()];
        return new(
            new Instant(0) + Duration.FromSeconds(GenesisFacts.GetProperty("genesis_time").GetInt64()),
            Root(GenesisFacts, "randao_mix"),
            validators.Select(ValidatorOf).ToSequence(),
            validators.Select(static v => new Gwei(v.GetProperty("balance").GetUInt64())).ToSequence(),
            new(
                new Slot(0),
                new ValidatorIndex(0),
                ParentRoot: default,
                StateRoot: Root(GenesisFacts, "state_root"),
                BodyRoot: Root(GenesisFacts, "body_root")));
    }

    /// <summary>A root of an object.</summary>
    internal static Hash32 Root(JsonElement element, string name) =>
        Hash32.Parse(element.GetProperty(name).GetString()!);

    /// <summary>A list of numbers of the recorder.</summary>
    internal static ulong[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(static n => n.GetUInt64())];

    private static ulong Number(JsonElement config, string name) =>
        ulong.Parse(config.GetProperty(name).GetString()!, null);

    private static Validator ValidatorOf(JsonElement validator) => new(
        G1Bytes.Parse(validator.GetProperty("pubkey").GetString()!),
        new WithdrawalCredentials(Root(validator, "withdrawal_credentials")),
        new Gwei(validator.GetProperty("effective_balance").GetUInt64()),
        Slashed: false,
        ActivationEligibilityEpoch: Genesis,
        ActivationEpoch: Genesis,
        ExitEpoch: Epoch.FarFuture,
        WithdrawableEpoch: Epoch.FarFuture);
}

/// <summary>A recorded slot with its block, if it has one.</summary>
internal sealed class RecordedSlot(JsonElement entry, ChainConfig config)
{
    private readonly JsonElement _block = entry.GetProperty("block");

    /// <summary>The slot.</summary>
    internal Slot Slot { get; } = new(entry.GetProperty("slot").GetUInt64());

    /// <summary>Who might propose.</summary>
    internal ValidatorIndex Proposer { get; } = new(entry.GetProperty("proposer_index").GetUInt64());

    /// <summary>True when nobody proposed.</summary>
    internal bool IsEmpty => _block.ValueKind == JsonValueKind.Null;

    /// <summary>The root of the block.</summary>
    internal Hash32 BlockRoot => Recording.Root(_block, "root");

    /// <summary>What including votes and evidence brought the proposer.</summary>
    internal Gwei ProposerReward => new(Reward("attestations") + Reward("attester_slashings"));

    /// <summary>The block as the replay takes it.</summary>
    internal RecordedBlock ToBlock() => new(
        new(
            Slot,
            Proposer,
            ParentRoot: Recording.Root(_block, "parent_root"),
            StateRoot: Recording.Root(_block, "state_root"),
            BodyRoot: Recording.Root(_block, "body_root")),
        G2Bytes.Parse(_block.GetProperty("randao_reveal").GetString()!),
        List("attester_slashings", AttesterSlashing.SszFor(config.Preset)),
        List("attestations", Attestation.SszFor(config.Preset)),
        LeftOut());

    /// <summary>
    /// What the sync committee was paid and fined, which does not follow from what is recorded.
    /// </summary>
    private Sequence<BalanceChange> LeftOut()
    {
        IEnumerable<BalanceChange> members = _block.GetProperty("sync_committee_rewards").EnumerateArray()
            .Select(static m => new BalanceChange(new(m[0].GetUInt64()), new GweiDelta(m[1].GetInt64())));
        return [new(Proposer, new GweiDelta((long)Reward("sync_aggregate"))), .. members];
    }

    private ulong Reward(string part) =>
        ulong.Parse(_block.GetProperty("proposer_rewards").GetProperty(part).GetString()!, null);

    private Sequence<T> List<T>(string name, SszType<T> schema)
        where T : notnull => _block.GetProperty(name).EnumerateArray().Select(schema.ReadJson).ToSequence();
}

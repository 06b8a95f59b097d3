using System.Text;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconApi;

/// <summary>Every answer is read from the API's form, and written in it.</summary>
public sealed class BeaconAnswersTests
{
    internal static readonly AttesterDuty Duty = new(
        new G1Bytes(new ByteString(new byte[48])),
        new ValidatorIndex(5),
        new CommitteeIndex(1),
        CommitteeLength: 4,
        CommitteesAtSlot: 2,
        ValidatorCommitteeIndex: 3,
        new Slot(83));

    private static readonly Hash32 Root = Hash32.Sha256("root"u8);
    private static readonly string Key = Duty.PublicKey.ToString();

    [Fact]
    public void Genesis() => AssertBothWays(
        BeaconEndpoints.Genesis.Answer,
        $$$$"""
        {"data":{"genesis_time":"1606824023","genesis_validators_root":"{{{{Root}}}}",
        "genesis_fork_version":"0x00000000"}}
        """,
        new(new(new Instant(1_606_824_023_000), Root, new ForkVersion(0))));

    [Fact]
    public void Spec() => AssertBothWays(
        BeaconEndpoints.Spec.Answer,
        """{"data":{"PRESET_BASE":"minimal","SECONDS_PER_SLOT":"6"}}""",
        new(new([new("PRESET_BASE", "minimal"), new("SECONDS_PER_SLOT", "6")])));

    [Fact]
    public void Fork_schedule() => AssertBothWays(
        BeaconEndpoints.ForkSchedule.Answer,
        """{"data":[{"previous_version":"0x00000000","current_version":"0x01000000","epoch":"74240"}]}""",
        new([new(PreviousVersion: new(0), CurrentVersion: new(0x01000000), new Epoch(74240))]));

    [Fact]
    public void Syncing() => AssertBothWays(
        BeaconEndpoints.Syncing.Answer,
        """
        {"data":{"head_slot":"100","sync_distance":"1","is_syncing":false,"is_optimistic":true,
        "el_offline":false}}
        """,
        new(new(new Slot(100), 1, IsSyncing: false, IsOptimistic: true, IsExecutionOffline: false)));

    [Fact]
    public void Version() => AssertBothWays(
        BeaconEndpoints.Version.Answer, """{"data":{"version":"Node/v1.44.0"}}""", new("Node/v1.44.0"));

    [Fact]
    public void Validators() => AssertBothWays(
        BeaconEndpoints.PostValidators.Answer,
        $$$$"""
        {"execution_optimistic":false,"finalized":true,"data":[{"index":"5","balance":"32000000001",
        "status":"active_ongoing","validator":{"pubkey":"{{{{Key}}}}","withdrawal_credentials":"{{{{Root}}}}",
        "effective_balance":"32000000000","slashed":false,"activation_eligibility_epoch":"0",
        "activation_epoch":"1","exit_epoch":"18446744073709551615",
        "withdrawable_epoch":"18446744073709551615"}}]}
        """,
        new(
            ExecutionOptimistic: false,
            Finalized: true,
            [new(new ValidatorIndex(5), new Gwei(32_000_000_001), ValidatorStatus.ActiveOngoing, Active)]));

    [Fact]
    public void Finality_checkpoints() => AssertBothWays(
        BeaconEndpoints.FinalityCheckpoints.Answer,
        $$$$"""
        {"execution_optimistic":false,"finalized":false,"data":{
        "previous_justified":{"epoch":"7","root":"{{{{Root}}}}"},
        "current_justified":{"epoch":"8","root":"{{{{Root}}}}"},
        "finalized":{"epoch":"6","root":"{{{{Root}}}}"}}}
        """,
        new(false, false, new(
            PreviousJustified: new(new Epoch(7), Root),
            CurrentJustified: new(new Epoch(8), Root),
            Finalized: new(new Epoch(6), Root))));

    [Fact]
    public void Randao_and_block_root()
    {
        AssertBothWays(
            BeaconEndpoints.Randao.Answer,
            $$$$"""{"execution_optimistic":false,"finalized":false,"data":{"randao":"{{{{Root}}}}"}}""",
            new(false, false, Root));
        AssertBothWays(
            BeaconEndpoints.BlockRoot.Answer,
            $$$$"""{"execution_optimistic":true,"finalized":false,"data":{"root":"{{{{Root}}}}"}}""",
            new(true, false, Root));
    }

    [Fact]
    public void Header() => AssertBothWays(
        BeaconEndpoints.Header.Answer,
        $$$$"""
        {"execution_optimistic":false,"finalized":false,"data":{"root":"{{{{Root}}}}","canonical":true,
        "header":{"message":{"slot":"7","proposer_index":"5","parent_root":"{{{{Root}}}}",
        "state_root":"{{{{Root}}}}","body_root":"{{{{Root}}}}"},"signature":"{{{{default(G2Bytes)}}}}"}}}
        """,
        new(false, false, new(
            Root,
            IsCanonical: true,
            new(new(new Slot(7), new ValidatorIndex(5), Root, Root, Root), default))));

    [Fact]
    public void Headers() => AssertBothWays(
        BeaconEndpoints.Headers.Answer,
        """{"execution_optimistic":false,"finalized":true,"data":[]}""",
        new(ExecutionOptimistic: false, Finalized: true, []));

    [Fact]
    public void Committees() => AssertBothWays(
        BeaconEndpoints.Committees.Answer,
        """
        {"execution_optimistic":false,"finalized":false,"data":[
        {"index":"1","slot":"83","validators":["5","7"]}]}
        """,
        new(false, false, [new(new CommitteeIndex(1), new Slot(83), [new(5), new(7)])]));

    [Fact]
    public void Deposit_contract() => AssertBothWays(
        BeaconEndpoints.DepositContract.Answer,
        """{"data":{"chain_id":"1","address":"0x00000000219ab540356cbb839cbe05303d7705fa"}}""",
        new(new(1, ExecutionAddress.Parse("00000000219ab540356cBB839Cbe05303d7705Fa"))));

    [Fact]
    public void Identity() => AssertBothWays(
        BeaconEndpoints.Identity.Answer,
        """
        {"data":{"peer_id":"16U","enr":"enr:-x","p2p_addresses":["/ip4/127.0.0.1/tcp/9000"],
        "discovery_addresses":[],"metadata":{"seq_number":"1","attnets":"0x0300000000000000",
        "syncnets":"0x0f"}}}
        """,
        new(new(
            "16U",
            Record: "enr:-x",
            PeerAddresses: ["/ip4/127.0.0.1/tcp/9000"],
            DiscoveryAddresses: [],
            new(1, new([3, 0, 0, 0, 0, 0, 0, 0]), new([0x0f])))));

    [Fact]
    public void Liveness() => AssertBothWays(
        BeaconEndpoints.Liveness.Answer,
        """{"data":[{"index":"5","is_live":true},{"index":"6","is_live":false}]}""",
        new([new(new(5), IsLive: true), new(new(6), IsLive: false)]));

    [Fact]
    public void Attester_duties() => AssertBothWays(
        BeaconEndpoints.AttesterDuties.Answer,
        $$$$"""
        {"dependent_root":"{{{{Root}}}}","execution_optimistic":false,"data":[{"pubkey":"{{{{Key}}}}",
        "validator_index":"5","committee_index":"1","committee_length":"4","committees_at_slot":"2",
        "validator_committee_index":"3","slot":"83"}]}
        """,
        new(Root, ExecutionOptimistic: false, [Duty]));

    [Fact]
    public void Proposer_duties() => AssertBothWays(
        BeaconEndpoints.ProposerDuties.Answer,
        $$$$"""
        {"dependent_root":"{{{{Root}}}}","execution_optimistic":false,
        "data":[{"pubkey":"{{{{Key}}}}","validator_index":"5","slot":"83"}]}
        """,
        new(Root, ExecutionOptimistic: false, [new(Duty.PublicKey, new ValidatorIndex(5), new Slot(83))]));

    [Fact]
    public void Attestation_data() => AssertBothWays(
        BeaconEndpoints.AttestationData.Answer,
        $$$$"""
        {"data":{"slot":"83","index":"0","beacon_block_root":"{{{{Root}}}}",
        "source":{"epoch":"1","root":"{{{{Root}}}}"},"target":{"epoch":"2","root":"{{{{Root}}}}"}}}
        """,
        new(new(new Slot(83), 0, Root, new(new Epoch(1), Root), new(new Epoch(2), Root))));

    [Fact]
    public void Attestation_rewards() => AssertBothWays(
        BeaconEndpoints.AttestationRewards.Answer,
        """
        {"execution_optimistic":false,"finalized":false,"data":{
        "ideal_rewards":[{"effective_balance":"32000000000","head":"10","target":"20","source":"30",
        "inclusion_delay":"0","inactivity":"0"}],
        "total_rewards":[{"validator_index":"5","head":"0","target":"-20","source":"-30",
        "inclusion_delay":"0","inactivity":"-7"}]}}
        """,
        new(false, false, new(
            [new(new Gwei(32_000_000_000), Parts(10, 20, 30, 0))],
            [new(new ValidatorIndex(5), Parts(0, -20, -30, -7))])));

    [Fact]
    public void Rewards_have_a_sum() => Assert.Equal(new GweiDelta(-57), Parts(0, -20, -30, -7).Sum);

    [Fact]
    public void An_error_names_what_was_not_taken()
    {
        AssertBothWays(
            BeaconError.Shape,
            """{"code":400,"message":"some failures","failures":[{"index":3,"message":"invalid"}]}""",
            new(400, "some failures", [new(3, "invalid")]));
        AssertBothWays(BeaconError.Shape, """{"code":503,"message":"syncing"}""", new(503, "syncing", []));
    }

    [Fact]
    public void Members_that_older_nodes_lack_are_false_and_others_are_ignored()
    {
        Assert.True(BeaconEndpoints.BlockRoot.Answer.TryParse(
            $$$$"""{"data":{"root":"{{{{Root}}}}","extra":1},"version":"fulu"}""",
            out ChainAnswer<Hash32>? root,
            out _));
        Assert.Equal(new(false, false, Root), root);
        Assert.True(BeaconEndpoints.Syncing.Answer.TryParse(
            """{"data":{"head_slot":1,"sync_distance":"0","is_syncing":false,"el_offline":null}}""",
            out Answer<SyncStatus>? status,
            out _));
        Assert.True(status.Content.IsReady);
        Assert.True(TotalReward.Shape.TryParse(
            """{"validator_index":"5","head":"1","target":"2","source":"3","inactivity":"-4"}""",
            out TotalReward? reward,
            out _));
        Assert.Equal(new(new ValidatorIndex(5), Parts(1, 2, 3, -4)), reward);
    }

    [Fact]
    public void A_damaged_answer_is_refused_and_never_throws()
    {
        DutiesAnswer<AttesterDuty> answer = new(Root, ExecutionOptimistic: false, [Duty]);
        byte[] whole = BeaconEndpoints.AttesterDuties.Answer.ToUtf8(answer);
        for (ulong seed = 0; seed < 5000; seed++)
        {
            var random = new SeededGenerator(seed);
            byte[] damaged = [.. whole];
            damaged[random.NextBelow(damaged.Length)] = (byte)random.NextBelow(256);
            int length = random.NextChance(1, 4) ? random.NextBelow(damaged.Length) : damaged.Length;
            bool reads = BeaconEndpoints.AttesterDuties.Answer.TryParse(
                damaged.AsMemory(0, length), out DutiesAnswer<AttesterDuty>? duties, out string? flaw);
            Assert.True(reads == (duties is not null) && reads == (flaw is null), $"seed {seed}");
            Assert.True(reads || flaw!.Length > 0, $"seed {seed}: {Encoding.UTF8.GetString(damaged)}");
        }
    }

    private static Validator Active => new(
        Duty.PublicKey,
        new(Root),
        Gwei.ValidatorStake,
        Slashed: false,
        ActivationEligibilityEpoch: new(0),
        ActivationEpoch: new(1),
        ExitEpoch: Epoch.FarFuture,
        WithdrawableEpoch: Epoch.FarFuture);

    private static RewardParts Parts(long head, long target, long source, long inactivity) =>
        new(Head: new(head), Target: new(target), Source: new(source), Inactivity: new(inactivity));

    internal static void AssertBothWays<T>(JsonShape<T> shape, string json, T value)
        where T : notnull
    {
        string line = json.ReplaceLineEndings(string.Empty);
        Assert.True(shape.TryParse(line, out T? read, out string? flaw), flaw);
        Assert.Equal(value, read);
        Assert.Equal(line, shape.ToText(value));
    }
}

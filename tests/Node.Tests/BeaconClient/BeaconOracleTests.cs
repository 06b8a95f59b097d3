using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.BeaconClient;

/// <summary>An operator's questions, answered over HTTP by a node that has a chain of ten epochs.</summary>
public sealed class BeaconOracleTests : IAsyncLifetime
{
    private const ulong Epochs = 10;

    private static readonly Duration SlotLength = Duration.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ChainConfig Config = ChainConfig.Minimal with { SlotDuration = SlotLength };

    private readonly Instant _genesis = new(
        ((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - (long)(Epochs * 8 * 12)) * 1000) - 5_000);

    private DevelopmentBeaconNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await DevelopmentBeaconNode.StartAsync(
            new DevelopmentNodeSettings { Config = Config, GenesisTime = _genesis },
            TestContext.Current.CancellationToken);
        _node.Begin(
            new Genesis(_genesis, Hash32.Sha256("chain"u8), GenesisValidator.Residents(16).ToSequence()));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task The_chain_is_known_by_its_identity()
    {
        var identity = Assert.IsType<BeaconAnswer.Identity>(await AskAsync(new BeaconQuestion.Identity()));
        Assert.Equal(_node.Chain!.State.GenesisValidatorsRoot, identity.GenesisValidatorsRoot);
        Assert.Equal((ulong)(_genesis.UnixMilliseconds / 1000), identity.GenesisTime);
        Assert.Equal(Config.Forks, identity.Forks);
    }

    [Fact]
    public async Task A_node_of_a_chain_with_other_slots_is_not_used()
    {
        BeaconAnswer? answer = await AskAsync(
            new BeaconQuestion.Identity(), slotLength: Duration.FromSeconds(6));
        Assert.Contains(
            "slots of 12000 ms", Assert.IsType<BeaconAnswer.Failed>(answer).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_final_is_of_one_state_and_brings_the_mix_that_is_asked_for()
    {
        G1Bytes key = _node.Chain!.State.Validators[3].PublicKey;
        var answer = Assert.IsType<BeaconAnswer.Finality>(
            await AskAsync(new BeaconQuestion.Finality(new(new Epoch(5)), [key])));
        Assert.Equal(_node.Chain!.State.FinalizedCheckpoint, new Checkpoint(answer.Checkpoint, answer.Root));
        Assert.Equal(new Epoch(5), answer.Mix.Value.Epoch);
        KnownValidator found = Assert.Single(answer.Found);
        Assert.Equal(
            (key, new ValidatorIndex(3), ValidatorStatus.Active), (found.Key, found.Index, found.Status));
        var tooEarly = Assert.IsType<BeaconAnswer.Finality>(
            await AskAsync(new BeaconQuestion.Finality(new(new Epoch(Epochs)), [])));
        Assert.False(tooEarly.Mix.HasValue);
    }

    [Fact]
    public async Task Duties_and_votes_come_as_the_chain_has_them()
    {
        var duties = Assert.IsType<BeaconAnswer.Duties>(
            await AskAsync(new BeaconQuestion.Duties(new Epoch(Epochs), [new(1), new(2)])));
        Assert.Equal([1UL, 2], duties.Found.Select(static d => d.ValidatorIndex.Value).Order().ToArray());
        Slot slot = _node.Chain!.Slot;
        var vote = Assert.IsType<BeaconAnswer.Attestation>(
            await AskAsync(new BeaconQuestion.Attestation(slot)));
        Assert.Equal(slot, vote.Vote.Slot);
        Assert.Equal(_node.Chain!.State.LatestBlockRoot, vote.Vote.BeaconBlockRoot);
    }

    [Fact]
    public async Task A_vote_that_the_node_refuses_comes_back_with_its_reason()
    {
        var vote = Assert.IsType<BeaconAnswer.Attestation>(
            await AskAsync(new BeaconQuestion.Attestation(_node.Chain!.Slot))).Vote;
        var forged = new SingleAttestation(0, new ValidatorIndex(5), vote, default);
        var answer = Assert.IsType<BeaconAnswer.Submitted>(
            await AskAsync(new BeaconQuestion.Submit(new(1), forged)));
        Assert.Contains("400", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_passed_over_and_one_that_refuses_is_not()
    {
        var dead = new Uri("http://127.0.0.1:9");
        using var nodes = new BeaconNodes([dead, _node.Url], Patience);
        var oracle = new BeaconOracle(nodes, RulesFor(SlotLength), Preset.Minimal);
        Assert.IsType<BeaconAnswer.Identity>(
            await oracle.AnswerAsync(new BeaconQuestion.Identity(), TestContext.Current.CancellationToken));
        Assert.Equal(_node.Url, nodes.Preferred);

        using var reversed = new BeaconNodes([_node.Url, dead], Patience);
        var farAway = new BeaconQuestion.Duties(new Epoch(1_000), [new(1)]);
        BeaconAnswer? refused = await new BeaconOracle(reversed, RulesFor(SlotLength), Preset.Minimal)
            .AnswerAsync(farAway, TestContext.Current.CancellationToken);
        Assert.Contains("400", Assert.IsType<BeaconAnswer.Failed>(refused).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_heads_are_heard_of()
    {
        using var nodes = new BeaconNodes([_node.Url], Patience);
        await foreach (Slot slot in new HeadEvents(nodes, TimeProvider.System)
            .ListenAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(_node.Chain!.Slot, slot);
            return;
        }
    }

    private async Task<BeaconAnswer?> AskAsync(BeaconQuestion question, Duration? slotLength = null)
    {
        using var nodes = new BeaconNodes([_node.Url], Patience);
        var oracle = new BeaconOracle(nodes, RulesFor(slotLength ?? SlotLength), Preset.Minimal);
        return await oracle.AnswerAsync(question, TestContext.Current.CancellationToken);
    }

    private ChainRules RulesFor(Duration slotLength) => new(
        new NetworkGenesis(
            "test",
            new ChainParameters(
                (ulong)(_genesis.UnixMilliseconds / 1000),
                (ulong)(_genesis.UnixMilliseconds / 1000),
                (ulong)(slotLength.Milliseconds / 1000),
                Config.Preset.SlotsPerEpoch,
                new TermSchedule(new Epoch(6), EpochsPerTerm: 4, DrawLead: 5),
                CeremonyWindows.For(Config.Preset.SlotsPerEpoch),
                Config.Forks.GenesisVersion.BigEndian,
                GenesisValidatorsRoot: default),
            Seed: default,
            Operators: [],
            Pools: []),
        new Memo(0));
}

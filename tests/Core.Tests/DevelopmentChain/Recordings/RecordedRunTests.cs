using System.Text.Json;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.Replay;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using static TrustlessPools.Core.Tests.DevelopmentChain.Recordings.Recording;

namespace TrustlessPools.Core.Tests.DevelopmentChain.Recordings;

/// <summary>
/// Runs of a real client under this chain's own transition: everything that was recorded comes out, to the
/// Gwei.
/// </summary>
public sealed class RecordedRunTests
{
    private const int DueAfterHalfTheVector = 32;

    public static TheoryData<string> Runs => ["misbehaviour", "leak", "slashing"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_chain_has_the_constants_of_the_client(string run)
    {
        Recording recording = Open(run);
        string[] leftOut = ["SYNC_COMMITTEE_SIZE", "EPOCHS_PER_SYNC_COMMITTEE_PERIOD"];
        Dictionary<string, string> own =
            SpecValues.Of(recording.Config).ToDictionary(v => v.Name, v => v.Value);
        foreach ((string name, string value) in recording.Constants)
        {
            Assert.True(own.ContainsKey(name) != leftOut.Contains(name), name);
            Assert.Equal((name, value), (name, own.GetValueOrDefault(name, value)));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_genesis_is_the_client_s(string run)
    {
        Recording recording = Open(run);
        JsonElement facts = recording.GenesisFacts;
        BeaconState state = ChainReplay.Begin(recording.Config, recording.ToGenesis()).State;
        Assert.Equal(Root(facts, "block_root"), state.LatestBlockRoot);
        Assert.Equal(Root(facts, "genesis_validators_root"), state.GenesisValidatorsRoot);
        Assert.Equal(Fork.Ssz.ReadJson(facts.GetProperty("fork")), state.Fork);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_block_is_of_its_proposer_and_pays_it_what_it_did(string run) =>
        FollowedRun.Follow(run, onBlock: static b =>
    {
        Assert.Equal(b.Slot.BlockRoot, b.After.LatestBlockRoot);
        int proposer = (int)b.Slot.Proposer.Value;
        Assert.Equal(
            b.Slot.ProposerReward, b.WithoutLeftOut.Balances[proposer] - b.Before.Balances[proposer]);
    });

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_epoch_ends_as_it_did(string run) => FollowedRun.Follow(run, onEpoch: static e =>
    {
        JsonElement end = e.Recorded.GetProperty("end");
        Assert.Null(Randao.TryGet(e.End, e.End.CurrentEpoch, out Hash32 mix));
        Assert.Equal(Root(end, "randao_mix"), mix);
        Assert.Equal(Numbers(end, "balances"), Gweis(e.End.Balances));
        Assert.Equal(Numbers(end, "previous_epoch_participation"), Flags(e.End.PreviousEpochParticipation));
        Assert.Equal(Numbers(end, "current_epoch_participation"), Flags(e.End.CurrentEpochParticipation));
        Assert.Equal(CommitteesOf(e.Recorded), e.Committees.Select(Members));
    });

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_transition_comes_to_what_it_came_to(string run) =>
        FollowedRun.Follow(run, onEpoch: static e =>
    {
        JsonElement transition = e.Recorded.GetProperty("transition");
        BeaconState after = e.After;
        Assert.Equal(transition.GetProperty("slot").GetUInt64(), after.Slot.Value);
        Assert.Equal(Numbers(transition, "balances"), Gweis(after.Balances));
        Assert.Equal(
            Numbers(transition, "effective_balances"),
            after.Validators.Select(static v => v.EffectiveBalance.Value));
        Assert.Equal(
            Numbers(transition, "inactivity_scores"), after.InactivityScores.Select(static s => s.Value));
        Assert.Equal(
            transition.GetProperty("justification_bits").GetString(),
            $"0x{after.JustificationBits.Value:x2}");
        Assert.Equal(CheckpointOf(transition, "previous_justified"), after.PreviousJustifiedCheckpoint);
        Assert.Equal(CheckpointOf(transition, "current_justified"), after.CurrentJustifiedCheckpoint);
        Assert.Equal(CheckpointOf(transition, "finalized"), after.FinalizedCheckpoint);
        Assert.Equal(SlashedOf(transition), SlashedOf(after));
    });

    [Theory]
    [MemberData(nameof(Runs))]
    public void Rewards_are_what_the_client_s_endpoint_answered_but_for_its_three_departures(string run) =>
        FollowedRun.Follow(run, onEpoch: static e =>
        {
            if (e.AnsweredRewards is not JsonElement answered)
            {
                return;
            }

            AttestationRewards own = VoteRewards.Of(e.End);
            var formulas = new EndpointRewards(e.End, e.After);
            TotalReward[] rows =
                [.. answered.GetProperty("total_rewards").EnumerateArray().Select(TotalReward.Shape.Read)];
            Assert.Equal(
                Enumerable.Range(0, own.Total.Count).Where(formulas.IsEligible),
                rows.Select(static r => (int)r.ValidatorIndex.Value));
            Assert.All(rows, r => Assert.Equal(r.Parts, formulas.AsAnswered((int)r.ValidatorIndex.Value)));
            Assert.All(own.Total, r => Assert.Equal(formulas.AsPaid((int)r.ValidatorIndex.Value), r.Parts));

            IdealReward[] ideal =
                [.. answered.GetProperty("ideal_rewards").EnumerateArray().Select(IdealReward.Shape.Read)];
            Assert.All(ideal, r => Assert.Equal(r.Parts, formulas.IdealAsAnswered(r.EffectiveBalance)));
            Assert.All(own.Ideal, r => Assert.Equal(formulas.IdealAsPaid(r.EffectiveBalance), r.Parts));
            Assert.Equal(
                e.End.Validators.Select(static v => v.EffectiveBalance).Distinct().Order(),
                own.Ideal.Select(static r => r.EffectiveBalance));
        });

    [Theory]
    [MemberData(nameof(Runs))]
    public void Rewards_are_what_the_transition_books(string run) =>
        FollowedRun.Follow(run, onEpoch: static e =>
    {
        if (e.End.CurrentEpoch == new Epoch(0))
        {
            Assert.Equal(e.End.Balances, e.After.Balances);
            return;
        }

        AttestationRewards rewards = VoteRewards.Of(e.End);
        ulong[] balances = Numbers(e.Recorded.GetProperty("transition"), "balances");
        for (int i = 0; i < balances.Length; i++)
        {
            long booked = (long)balances[i] - (long)e.End.Balances[i].Value;
            Assert.Equal(
                booked, rewards.Total[i].Parts.Sum.Value - CorrelationPenalty(e.End, e.End.Validators[i]));
        }
    });

    [Fact]
    public void The_recordings_have_in_them_what_they_are_for()
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string run in new[] { "misbehaviour", "leak", "slashing" })
        {
            FollowedRun.Follow(run, onEpoch: e =>
            {
                IEnumerable<RewardParts> parts = e.AnsweredRewards is null
                    ? []
                    : VoteRewards.Of(e.End).Total.Select(static r => r.Parts);
                seen.UnionWith(parts.SelectMany(WordsOf));
                seen.Add(
                    e.End.Validators.Any(v => CorrelationPenalty(e.End, v) > 0) ? "correlation" : "none");
                seen.Add(
                    e.End.Validators.SequenceEqual(e.After.Validators) ? "none" : "effective balance moves");
            });
        }

        string[] expected =
        [
            "correlation",
            "effective balance moves",
            "head missed",
            "leaked",
            "none",
            "source missed",
            "target missed",
        ];
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void The_client_s_evidence_is_what_the_slasher_would_have_made_of_the_votes()
    {
        var kinds = new List<OffenceKind>();
        FollowedRun.Follow("slashing", onBlock: b =>
        {
            foreach (AttesterSlashing slashing in b.Slot.ToBlock().AttesterSlashings)
            {
                SignedVote first = Signed(b.Before, slashing.Attestation1);
                SignedVote second = Signed(b.Before, slashing.Attestation2);

                // In whichever order they come, the surrounding vote is named first.
                Assert.True(VoteHistory.Empty.Add(first).OffenceOf(second) is not null);
                var found = VoteHistory.Empty.Add(second).OffenceOf(first)!.Value;
                kinds.Add(found.Kind);
                bool isSurround = found.Kind == OffenceKind.Surround;
                Assert.Equal(isSurround ? (first, second) : (second, first), (found.First, found.Second));
            }
        });
        Assert.Equal([OffenceKind.Double, OffenceKind.Surround], kinds);
    }

    /// <summary>A vote of the evidence, after its signature was verified under this chain's domain.</summary>
    private static SignedVote Signed(BeaconState state, IndexedAttestation vote)
    {
        ValidatorIndex signer = Assert.Single(vote.AttestingIndices);
        Hash32 root = state.Config.Forks.SigningRoot(vote.Data, state.GenesisValidatorsRoot);
        Assert.True(
            BlsVerification.Verify(state.Validators[(int)signer.Value].PublicKey, root, vote.Signature));
        return new(vote.Data, vote.Signature);
    }

    private static IEnumerable<string> WordsOf(RewardParts parts) =>
    [
        parts.Head.Value == 0 ? "head missed" : "none",
        parts.Target.Value < 0 ? "target missed" : "none",
        parts.Source.Value < 0 ? "source missed" : "none",
        parts.Inactivity.Value < 0 ? "leaked" : "none",
    ];

    /// <summary>What process_slashings takes, by a formula of its own.</summary>
    private static long CorrelationPenalty(BeaconState end, Validator validator)
    {
        const ulong Increment = 1_000_000_000;
        bool isDue =
            validator.Slashed && validator.WithdrawableEpoch == end.CurrentEpoch + DueAfterHalfTheVector;
        ulong slashed = end.Slashings.Aggregate(0UL, static (sum, s) => sum + s.Value);
        ulong total = end.Validators
            .Where(v => v.ActivationEpoch <= end.CurrentEpoch && end.CurrentEpoch < v.ExitEpoch)
            .Aggregate(0UL, static (sum, v) => sum + v.EffectiveBalance.Value);
        ulong perIncrement = Math.Min(3 * slashed, total) / (total / Increment);
        return isDue ? (long)(perIncrement * (validator.EffectiveBalance.Value / Increment)) : 0;
    }

    private static IEnumerable<(ulong Slot, ulong Index, string Members)> CommitteesOf(JsonElement epoch)
    {
        ulong slot = epoch.GetProperty("epoch").GetUInt64() * 8;
        foreach (JsonElement committees in epoch.GetProperty("committees").EnumerateArray())
        {
            ulong index = 0;
            foreach (JsonElement committee in committees.EnumerateArray())
            {
                string members = string.Join(' ', committee.EnumerateArray());
                yield return (slot, index++, members);
            }

            slot++;
        }
    }

    private static (ulong Slot, ulong Index, string Members) Members(BeaconCommittee committee) => (
        committee.Slot.Value,
        committee.Index.Value,
        string.Join(' ', committee.Validators.Select(static v => v.Value)));

    private static IEnumerable<(ulong Index, ulong Exit, ulong Withdrawable)> SlashedOf(
        JsonElement transition) =>
        transition.GetProperty("slashed").EnumerateArray().Select(static s => (
            s.GetProperty("index").GetUInt64(),
            s.GetProperty("exit_epoch").GetUInt64(),
            s.GetProperty("withdrawable_epoch").GetUInt64()));

    private static IEnumerable<(ulong Index, ulong Exit, ulong Withdrawable)> SlashedOf(BeaconState state) =>
        state.Validators
            .Index()
            .Where(static v => v.Item.Slashed)
            .Select(static v => ((ulong)v.Index, v.Item.ExitEpoch.Value, v.Item.WithdrawableEpoch.Value));

    private static Checkpoint CheckpointOf(JsonElement transition, string name)
    {
        JsonElement checkpoint = transition.GetProperty(name);
        return new(new Epoch(checkpoint.GetProperty("epoch").GetUInt64()), Root(checkpoint, "root"));
    }

    private static IEnumerable<ulong> Gweis(Sequence<Gwei> amounts) => amounts.Select(static a => a.Value);

    private static IEnumerable<ulong> Flags(Sequence<ParticipationFlags> flags) =>
        flags.Select(static f => (ulong)f.Value);
}

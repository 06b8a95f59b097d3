using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>Ceremonies on the chain when nothing goes wrong.</summary>
public sealed class CeremonyOnChainTests
{
    [Fact]
    public void Keys_are_generated_before_the_beacon_chain_begins()
    {
        var chain = new ChainHarness(operators: 8, pools: 2);
        chain.RunUntil(static c => c.State.Pools.All(static p => p.Serving.HasValue), ticksMax: 20);
        Assert.False(chain.Rules.Clock.SlotAt(chain.State.Tick).HasValue);
        Assert.NotEqual(chain.Pool(1).GroupKey, chain.Pool(2).GroupKey);
        Assert.Empty(chain.State.Faults);
        chain.AssertKeyIsAlive(1);
        chain.AssertKeyIsAlive(2);
    }

    [Fact]
    public void Every_term_hands_every_key_to_a_drawn_committee_and_no_key_changes()
    {
        var chain = new ChainHarness(operators: 8, pools: 2);
        chain.RunUntil(static c => c.State.Pools.All(static p => p.Serving.HasValue));
        var keys = chain.State.Pools.Select(static p => p.GroupKey).ToArray();
        var committees = new HashSet<Sequence<OperatorId>>();
        for (ulong term = 1; term <= 3; term++)
        {
            chain.RunUntil(
                c => c.State.Pools.All(p => p.Serving.Value.Term == new Term(term)), ticksMax: 100);
            Assert.Equal(keys, chain.State.Pools.Select(static p => p.GroupKey));
            Slot boundary = chain.Pool(1).Serving.Value.Boundary;
            Assert.Equal(chain.Genesis.Parameters.Terms.BoundaryOf(new(term)).FirstSlot(8), boundary);
            Assert.True(chain.State.Tick < chain.Rules.Clock.TickOf(boundary));
            committees.Add(chain.Pool(1).Serving.Value.Sharing.Members.Map(static m => m.Member));
            chain.AssertKeyIsAlive(1);
            chain.AssertKeyIsAlive(2);
        }

        Assert.True(committees.Count > 1, "Committees are drawn anew.");
        Assert.Empty(chain.State.Faults);
    }

    [Fact]
    public void Nothing_is_left_of_old_secrets_once_a_hand_over_has_settled()
    {
        var chain = new ChainHarness(operators: 4);
        chain.RunUntil(static c => c.Pool().Serving.HasValue);
        Hash32 first = chain.Pool().Serving.Value.Attempt;
        chain.RunUntil(static c => c.Pool().Serving.Value.Term == new Term(1));
        chain.RunUntil(static c => c.State.Tick
            > c.Rules.Clock.TickOf(c.Pool().Serving.Value.Boundary)
                + c.Genesis.Parameters.Windows.ErasureGrace);
        foreach (ChainHarness.Participant participant in chain.Operators.Values)
        {
            Assert.DoesNotContain(participant.Vault.Secrets.Keys, n => n.Attempt == first);
            Assert.Single(
                participant.Vault.Secrets.Keys, static n => n.Kind == Operator.Ceremonies.SecretKind.Share);
        }
    }

    [Fact]
    public void A_state_survives_its_serialisation_at_every_height()
    {
        var chain = new ChainHarness(operators: 5, pools: 1);
        for (int i = 0; i < 80; i++)
        {
            chain.Step();
            byte[] bytes = ChainState.Ssz.Serialize(chain.State);
            ChainState read = ChainState.Ssz.Deserialize(bytes);
            Assert.Equal(ChainState.Ssz.HashTreeRoot(chain.State), ChainState.Ssz.HashTreeRoot(read));
            Assert.Equal(bytes, ChainState.Ssz.Serialize(read));
        }
    }
}

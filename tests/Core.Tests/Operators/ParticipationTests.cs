using TrustlessPools.Core.Tests.PoolChain;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Operators;

/// <summary>What an operator owes is the same whether it made it before or makes it anew.</summary>
public sealed class ParticipationTests
{
    [Fact]
    public void What_was_offered_before_is_offered_on_as_it_would_be_made_anew()
    {
        // Leaders leave out what they like, so that all kinds of operations wait over several blocks.
        var random = new SeededGenerator(1);
        var chain = new ChainHarness(operators: 4) { Include = (_, _) => random.NextChance(2, 3) };
        var before =
            chain.Operators.Keys.ToDictionary(static o => o, static _ => (IReadOnlyList<Operation>)[]);
        var kinds = new HashSet<Type>();
        chain.RunUntil(c =>
        {
            foreach (ChainHarness.Participant each in c.Operators.Values)
            {
                IReadOnlyList<Operation> anew = Dues(c, each).Operations;
                Assert.Equal(anew, Dues(c, each, before[each.Id]).Operations);
                IReadOnlyList<Operation> again = Dues(c, each, anew).Operations;
                Assert.Equal(anew, again);
                for (int i = 0; i < anew.Count; i++)
                {
                    // The others cost nothing to make, and a final report must be of this moment.
                    bool isKept = anew[i] is not (PostFence or PostFinalReport);
                    Assert.Equal(isKept, ReferenceEquals(anew[i], again[i]));
                    kinds.Add(anew[i].GetType());
                }

                before[each.Id] = anew;
            }

            return kinds.Count == 7;
        });
    }

    private static Dues Dues(
        ChainHarness chain, ChainHarness.Participant each, params IReadOnlyList<Operation> offered)
    {
        Dues dues = Participation.Of(
            chain.Rules, chain.State, each.Id, each.Vault, static _ => default, offered);
        foreach ((_, TrustlessPools.Cryptography.Bls.SecretBytes share) in dues.Shares)
        {
            share.Dispose();
        }

        return dues;
    }
}

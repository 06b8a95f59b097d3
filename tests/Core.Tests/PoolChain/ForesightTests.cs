using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// Blocks come out the same whether their claims are verified all at once or, by rules that remember
/// nothing, one by one.
/// </summary>
public sealed class ForesightTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_chain_full_of_attacks_is_the_same_when_each_claim_is_verified_alone(ulong seed)
    {
        var random = new SeededGenerator(seed);
        var chain = new ChainHarness(operators: 7, seats: 7, threshold: 5, seed: seed);
        chain.Tamper = (sender, due) => sender.Value <= 2 && random.NextChance(1, 2) ? [Spoil(due)] : [due];
        chain.RunUntil(
            static c => c.Pool().Serving.TryGet(out Tenure? serving) && serving.Term == new Term(1));
        Assert.NotEmpty(chain.State.Faults);

        var alone = new ChainRules(chain.Genesis, new Memo(0));
        ChainHead head = ChainHead.Genesis(alone);
        foreach (ChainHarness.CertifiedParts block in chain.Blocks)
        {
            (ChainHead? next, Refusal? refusal) = BlockRules.Apply(alone, head, block.Signed, block.Body);
            Assert.True(next is not null, $"seed {seed}, block {block.Signed.Header.Height}: {refusal}");
            head = next;
        }

        Assert.Equal(ChainHead.Ssz.HashTreeRoot(chain.Head), ChainHead.Ssz.HashTreeRoot(head));
    }

    [Fact]
    public void A_block_with_a_wrong_signature_is_invalid_and_its_sender_named()
    {
        ChainHarness chain = AtFirstDealing(out BlockHeader header, out BlockBody body);
        for (int i = 0; i < body.Operations.Count; i++)
        {
            SignedOperation spoilt =
                body.Operations[i] with { Signature = body.Operations[(i + 1) % 4].Signature };
            var other = new BlockBody(body.Operations.With(i, spoilt));
            foreach (int capacity in new[] { 0, 1000 })
            {
                var rules = new ChainRules(chain.Genesis, new Memo(capacity));
                (ChainHead? head, Refusal? refusal) = Apply(chain, rules, header, other);
                Assert.Null(head);
                Assert.Equal("BadSignature", refusal!.Reason);
                Assert.Contains($"operator {spoilt.Sender}", refusal.Supplied, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_wrong_signature_among_candidates_keeps_only_its_own_operation_out()
    {
        ChainHarness chain = AtFirstDealing(out BlockHeader header, out BlockBody body);
        SignedOperation[] candidates = [.. body.Operations];
        candidates[2] = candidates[2] with { Signature = candidates[3].Signature };
        foreach (int capacity in new[] { 0, 1000 })
        {
            var rules = new ChainRules(chain.Genesis, new Memo(capacity));
            (_, BlockBody built) =
                BlockRules.Build(rules, chain.Head, header.Tick, header.Proposer, candidates);
            Assert.Equal([candidates[0], candidates[1], candidates[3]], built.Operations);
        }
    }

    [Fact]
    public void A_malformed_dealing_among_others_is_disqualified_alone()
    {
        ChainHarness chain = AtFirstDealing(out BlockHeader header, out BlockBody body);
        var posted = (PostDealing)body.Operations[1].Operation;
        SignedOperation spoilt = chain.Sign(
            body.Operations[1].Sender, posted with { Dealing = posted.Dealing with { Ephemeral = default } });
        SignedOperation[] candidates = [.. body.Operations.With(1, spoilt)];
        foreach (int capacity in new[] { 0, 1000 })
        {
            var rules = new ChainRules(chain.Genesis, new Memo(capacity));
            (BlockHeader made, BlockBody built) = BlockRules.Build(
                rules, chain.Head, header.Tick, header.Proposer, candidates);
            ChainState state = Apply(chain, rules, made, built).Head!.State;
            Assert.Equal(
                [spoilt.Sender],
                state.Pools[0].Ceremony.Value.Dealings
                    .Where(static d => d.IsDisqualified)
                    .Select(static d => d.Dealer));
        }
    }

    [Fact]
    public void Nobody_elses_key_makes_an_operation_ones_own()
    {
        ChainHarness chain = AtFirstDealing(out _, out BlockBody body);
        foreach (SignedOperation operation in body.Operations)
        {
            foreach (OperatorId other in chain.Operators.Keys.Where(o => o != operation.Sender))
            {
                OperationOutcome outcome = OperationRules.Apply(
                    chain.Rules, chain.State, operation with { Sender = other });
                Assert.Equal(
                    "BadSignature", Assert.IsType<OperationOutcome.Rejected>(outcome).Refusal.Reason);
            }
        }
    }

    /// <summary>Four operators whose dealings are due, and the block that holds them.</summary>
    private static ChainHarness AtFirstDealing(out BlockHeader header, out BlockBody body)
    {
        var chain = new ChainHarness { Tamper = NoKeysAhead };
        chain.RunUntil(static c => c.Pool().Ceremony.HasValue);
        var ahead = new ChainHarness { Tamper = NoKeysAhead };
        ahead.RunUntil(static c => c.Pool().Ceremony.TryGet(out CeremonyState? s) && s.Dealings.Count == 4);
        header = ahead.Blocks[^1].Signed.Header;
        body = ahead.Blocks[^1].Body;
        Assert.Equal(chain.Head.BlockRoot, header.Parent);
        Assert.All(body.Operations, static o => Assert.IsType<PostDealing>(o.Operation));
        return chain;

        static IEnumerable<Operation> NoKeysAhead(OperatorId sender, Operation due) =>
            due is PostKeys { Term.Value: > 0 } ? [] : [due];
    }

    private static (ChainHead? Head, Refusal? Refusal) Apply(
        ChainHarness chain, ChainRules rules, BlockHeader header, BlockBody body) => BlockRules.Apply(
            rules,
            chain.Head,
            SignedHeader.Sign(
                header with { OperationsRoot = body.Root() },
                chain.Operators[header.Proposer].Identity,
                rules.Network),
            body);

    private static Operation Spoil(Operation due) => due switch
    {
        PostDealing dealing => dealing with
        {
            Dealing = dealing.Dealing with { Ephemeral = dealing.Dealing.Commitments[^1] },
        },
        PostConfirmation confirmation => confirmation with
        {
            Confirmation = HashToCurve.ToG2("nobody's signature"u8, DomainSeparationTag.Signature).ToBytes(),
        },
        PostReveal reveal => reveal with { Share = reveal.Share with { Key = G1Point.Generator.ToBytes() } },
        _ => due,
    };
}

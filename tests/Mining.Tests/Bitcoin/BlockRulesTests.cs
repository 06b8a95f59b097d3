using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Every rule for blocks, on both sides of its boundary.</summary>
public sealed class BlockRulesTests
{
    private static readonly Transaction Witnessed = Sample.Payment with
    {
        Inputs = [Sample.InputFrom(index: 0) with { Witness = [new("proof"u8)] }],
    };

    private static readonly BlockContext Context =
        new(Sample.Height, MedianTimePast: 1_600_000_000, Now: 1_700_000_000);

    [Fact]
    public void A_block_is_allowed()
    {
        Block block = Sample.BlockOf(Sample.Coinbase(), Sample.Payment);
        Assert.Null(BlockRules.Check(block));
        Assert.Null(BlockRules.CheckAt(block, Context));
        Assert.Equal(block, Block.TryDecode(block.Encode()));
    }

    [Fact]
    public void The_root_must_fit_and_nothing_may_repeat_below_it()
    {
        Block block = Sample.BlockOf(Sample.Coinbase(), Sample.Payment, Other(1));
        Block repeated = Sample.BlockOf(Sample.Coinbase(), Sample.Payment, Other(1), Other(1));
        Assert.Equal(block.Header, repeated.Header);
        Assert.Null(BlockRules.Check(block));
        Assert.Equal("RepeatedTransactions", BlockRules.Check(repeated)?.Reason);
        Block wrong = block with { Header = block.Header with { MerkleRoot = default } };
        Assert.Equal("WrongMerkleRoot", BlockRules.Check(wrong)?.Reason);
    }

    [Fact]
    public void There_is_one_coinbase_and_it_is_first()
    {
        Assert.Equal("NoTransactions", BlockRules.Check(Sample.BlockOf())?.Reason);
        Assert.Equal("MisplacedCoinbase", BlockRules.Check(Sample.BlockOf(Sample.Payment))?.Reason);
        Transaction second = Sample.Coinbase() with { LockTime = 0 };
        Block twofold = Sample.BlockOf(Sample.Coinbase(), second);
        Assert.Equal("MisplacedCoinbase", BlockRules.Check(twofold)?.Reason);
    }

    [Fact]
    public void A_refusal_of_a_transaction_names_it()
    {
        Transaction flawed = Sample.Payment with { Outputs = [] };
        Refusal? refusal = BlockRules.Check(Sample.BlockOf(Sample.Coinbase(), flawed));
        Assert.Equal("NoOutputs", refusal?.Reason);
        Assert.EndsWith("in transaction 1", refusal?.Supplied, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(20_001, "TooManySigops")]
    public void Twenty_thousand_payments_to_key_hashes_are_allowed(int count, string? reason)
    {
        var output = new TransactionOutput(default, OutputScript.ToPublicKeyHash(new byte[20]));
        Transaction many = Sample.Payment with { Outputs = [.. Enumerable.Repeat(output, count)] };
        Assert.Equal(4 * count, SigopCost.Of(many));
        Assert.Equal(reason, BlockRules.Check(Sample.BlockOf(Sample.Coinbase(), many))?.Reason);
    }

    [Fact]
    public void Weight_may_be_four_million_and_no_more()
    {
        int left = Block.WeightMax - WithWitnessOf(100_000).Weight + 100_000;
        Assert.Equal(Block.WeightMax, WithWitnessOf(left).Weight);
        Assert.Null(BlockRules.Check(WithWitnessOf(left)));
        Assert.Equal("BlockTooHeavy", BlockRules.Check(WithWitnessOf(left + 1))?.Reason);
    }

    [Fact]
    public void A_time_is_after_the_median_and_at_most_two_hours_ahead()
    {
        BlockHeader header = Sample.BlockOf(Sample.Coinbase()).Header;
        Assert.Null(At(Context.MedianTimePast + 1));
        Assert.Equal("TimeTooEarly", At(Context.MedianTimePast));
        Assert.Null(At(Context.Now + 7200));
        Assert.Equal("TimeTooLate", At(Context.Now + 7201));

        string? At(uint time) => BlockRules.CheckTime(header with { Time = time }, Context)?.Reason;
    }

    [Fact]
    public void Work_must_be_done_and_a_target_be_allowed()
    {
        BlockHeader header = Sample.BlockOf(Sample.Coinbase()).Header;
        BlockHeader mined = Enumerable.Range(0, 100).Select(n => header with { Nonce = (uint)n })
            .First(static h => BlockRules.CheckWork(h, BitcoinNetwork.Regtest) is null);
        Assert.Equal("TargetOutOfRange", BlockRules.CheckWork(mined, BitcoinNetwork.Mainnet)?.Reason);
        BlockHeader hard = mined with { Bits = 0x1d00_ffff };
        Assert.Equal("WorkTooLittle", BlockRules.CheckWork(hard, BitcoinNetwork.Mainnet)?.Reason);
        BlockHeader negative = mined with { Bits = 0x1d80_ffff };
        Assert.Equal("TargetOutOfRange", BlockRules.CheckWork(negative, BitcoinNetwork.Mainnet)?.Reason);
    }

    [Fact]
    public void Height_and_locks_must_fit_the_place_in_the_chain()
    {
        Block block = Sample.BlockOf(Sample.Coinbase());
        BlockContext next = Context with { Height = Sample.Height.Next };
        Assert.Equal("WrongCoinbaseHeight", BlockRules.CheckAt(block, next)?.Reason);
        Transaction locked = Other(1) with { LockTime = Sample.Height.Value };
        Block early = Sample.BlockOf(Sample.Coinbase(), locked);
        Assert.Equal("NotYetFinal", BlockRules.CheckAt(early, Context)?.Reason);
    }

    [Fact]
    public void Witnesses_must_be_what_the_coinbase_commits_to()
    {
        Hash32 commitment = WitnessCommitment.Of([Sample.Coinbase(), Witnessed], default);
        Assert.Null(Judge(Sample.Coinbase(commitment)));
        Assert.Equal("UncommittedWitness", Judge(Sample.Coinbase()));
        Assert.Equal("WrongWitnessCommitment", Judge(Sample.Coinbase(Hash32.Sha256("other"u8))));
        Transaction bare = Sample.Coinbase(commitment);
        TransactionInput input = bare.Inputs[0];
        TransactionInput shorter = input with { Witness = [new(new byte[31])] };
        Assert.Equal("WrongReservedValue", Judge(bare with { Inputs = [shorter] }));
        Assert.Equal("WrongReservedValue", Judge(bare with { Inputs = [input with { Witness = [] }] }));

        static string? Judge(Transaction coinbase) =>
            BlockRules.CheckAt(Sample.BlockOf(coinbase, Witnessed), Context)?.Reason;
    }

    [Fact]
    public void The_last_commitment_counts()
    {
        Hash32 last = Hash32.Sha256("last"u8);
        Transaction coinbase = Sample.Coinbase(Hash32.Sha256("first"u8));
        Transaction two = coinbase with
        {
            Outputs = coinbase.Outputs.Add(new(default, WitnessCommitment.ToScript(last))).Add(Sample.Output),
        };
        Assert.Equal(last, WitnessCommitment.Find(two));
    }

    [Fact]
    public void A_coinbase_pays_what_it_may_and_not_a_satoshi_more()
    {
        Transaction coinbase = Sample.Coinbase();
        Assert.Null(BlockRules.CheckReward(coinbase, coinbase.Paid));
        Satoshi less = coinbase.Paid - new Satoshi(1);
        Assert.Equal("RewardTooLarge", BlockRules.CheckReward(coinbase, less)?.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(13)]
    public void A_coinbase_is_proved_by_its_branch_alone(int count)
    {
        Transaction[] others = [.. Enumerable.Range(1, count - 1).Select(static i => Other((uint)i))];
        CoinbaseProof proof = CoinbaseProof.Of(Sample.BlockOf([Sample.Coinbase(), .. others]));
        Assert.Null(proof.Check());
        Assert.Equal("NotACoinbase", (proof with { Coinbase = Sample.Payment }).Check()?.Reason);
        Assert.Equal(
            "WrongMerkleRoot", (proof with { Branch = proof.Branch.Add(default) }).Check()?.Reason);
        CoinbaseProof deep = proof with { Branch = [.. new Hash32[CoinbaseProof.BranchLengthMax + 1]] };
        Assert.Equal("BranchTooLong", deep.Check()?.Reason);
    }

    private static Transaction Other(uint index) => Sample.Payment with
    {
        Inputs = [Sample.InputFrom(index) with { Sequence = 0 }],
    };

    private static Block WithWitnessOf(int size) => Sample.BlockOf(
        Sample.Coinbase(), Sample.Payment with
        {
            Inputs = [Sample.InputFrom(index: 0) with { Witness = [new(new byte[size])] }],
        });
}

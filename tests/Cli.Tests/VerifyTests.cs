using System.Text.Json;
using TrustlessPools.Node.Storage;

namespace TrustlessPools.Cli.Tests;

/// <summary>A staker verifies a chain and a proof, and is told what is not proved.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly SmallChain _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public async Task A_chain_is_proved_and_what_is_not_is_said()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(
            $"verify chain {_small.Chain} --network {_small.Network}");
        Assert.Equal((0, string.Empty), (outcome.Exit, outcome.Error));
        string line = Assert.Single(outcome.Output.TrimEnd().Split('\n'));
        Assert.StartsWith("Proved: 3 blocks, 2 operations, 0 keys generated", line, StringComparison.Ordinal);
        Assert.Contains("(7.000000000 ETH came in", line, StringComparison.Ordinal);
        Assert.Contains($"to block 3 at tick 2, {_small.LastRoot}.", line, StringComparison.Ordinal);
        Assert.Contains("long-range fork", line, StringComparison.Ordinal);
        Assert.Contains("younger than the collateral delay, 8192 epochs", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_the_same()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"verify chain {_small.Chain} --json");
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        Assert.True(document.RootElement.GetProperty("holds").GetBoolean());
        Assert.Equal(3UL, document.RootElement.GetProperty("blocks").GetUInt64());
        Assert.Equal(7_000_000_000UL, document.RootElement.GetProperty("issued_gwei").GetUInt64());
        Assert.False(document.RootElement.GetProperty("start_is_recent").GetBoolean());
        Assert.Equal(_small.LastRoot, document.RootElement.GetProperty("block_root").GetString());
    }

    [Fact]
    public async Task A_block_that_does_not_hold_is_named()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"verify chain {_small.Damaged()}");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith(
            "Refused: block 2: WrongOperationsRoot: got 0x", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Proved: 1 block,", outcome.Output, StringComparison.Ordinal);
        outcome = await Tpool.RunAsync($"verify chain {_small.Damaged()} --json");
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(2UL, document.RootElement.GetProperty("refused_height").GetUInt64());
        Assert.Equal("WrongOperationsRoot", document.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task It_goes_on_from_a_saved_checkpoint()
    {
        string saved = _small.In("checkpoint");
        Tpool.Outcome first = await Tpool.RunAsync(
            $"verify chain {_small.Chain} --save-checkpoint {saved}");
        Assert.Equal(0, first.Exit);
        string command = $"verify chain {_small.Chain} --checkpoint {saved}";
        Tpool.Outcome outcome = await Tpool.RunAsync($"{command} --block-root {_small.LastRoot}");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains(
            $"from block 3, {_small.LastRoot}, which you trust", outcome.Output, StringComparison.Ordinal);
        outcome = await Tpool.RunAsync($"{command} --block-root 0x{new string('1', 64)}");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("error: OtherBlockRoot", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_made_and_checked()
    {
        string proof = _small.In("proof");
        Tpool.Outcome made = await Tpool.RunAsync(
            $"staker prove {_small.Chain} --account 1 --out {proof}");
        Assert.Equal((0, string.Empty), (made.Exit, made.Error));
        Tpool.Outcome outcome = await Tpool.RunAsync($"verify proof {proof} --network {_small.Network}");
        Assert.Equal(0, outcome.Exit);
        Assert.StartsWith(
            "Proved: account 1, of the key with hash 0x", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "has 7.000000000 ETH free, 0.000000000 ETH earned, no locks shown, after block 3 at tick 2",
            outcome.Output,
            StringComparison.Ordinal);
        Assert.Contains("by 4 of the genesis' 4 operators", outcome.Output, StringComparison.Ordinal);
        outcome = await Tpool.RunAsync(
            $"verify proof {proof} --network {_small.Network} --block-root {_small.LastRoot}");
        Assert.Contains("a block that you trust", outcome.Output, StringComparison.Ordinal);
        outcome = await Tpool.RunAsync($"verify proof {proof} --network {_small.Network} --json");
        Assert.Contains("\"free\":\"7000000000\"", outcome.Output, StringComparison.Ordinal);
        outcome = await Tpool.RunAsync($"verify proof {proof} --network {_small.OtherNetwork}");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("error: OtherNetwork", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_operators_chain_is_exported_and_the_store_stays_as_it_is()
    {
        using (OperatorStore running = _small.StoreIn("operator"))
        {
            // It keeps the store for itself, and no API answers.
            Tpool.Outcome refused = await Tpool.RunAsync(
                $"verify export --folder {_small.In("operator")} --out {_small.In("exported")}");
            Assert.Equal(1, refused.Exit);
            Assert.StartsWith("error: NotRunning", refused.Error, StringComparison.Ordinal);
        }

        byte[] before = File.ReadAllBytes(_small.In("operator/operator.db"));
        Tpool.Outcome outcome = await Tpool.RunAsync(
            $"verify export --folder {_small.In("operator")} --out {_small.In("exported")}");
        Assert.Equal((0, string.Empty), (outcome.Exit, outcome.Error));
        Assert.Equal(File.ReadAllBytes(_small.Chain), File.ReadAllBytes(_small.In("exported")));
        Assert.Equal(before, File.ReadAllBytes(_small.In("operator/operator.db")));
        Assert.Equal(0, (await Tpool.RunAsync($"verify chain {_small.In("operator")}")).Exit);
    }

    [Theory]
    [InlineData("verify chain CHAIN --block-root 0x12", 2, "BadBlockRoot")]
    [InlineData("verify chain CHAIN --block-root ROOT", 2, "NoCheckpoint")]
    [InlineData("verify chain CHAIN --network OTHER", 1, "OtherNetwork")]
    [InlineData("verify chain CHAIN --checkpoint CHAIN", 1, "WrongMagic")]
    [InlineData("verify chain NETWORK", 1, "WrongMagic")]
    [InlineData("verify chain CHAIN.missing", 1, "Could not find file")]
    [InlineData("staker prove CHAIN --account 5 --out CHAIN.proof", 2, "UnknownAccount")]
    [InlineData("staker prove CHAIN --account many --out CHAIN.proof", 2, "many")]
    [InlineData("staker prove CHAIN --out CHAIN.proof", 2, "NoAccountNamed")]
    [InlineData("staker prove CHAIN --folder CHAIN.missing --out CHAIN.proof", 1, "error: ")]
    [InlineData("verify proof CHAIN --network NETWORK", 1, "WrongMagic")]
    [InlineData("verify proof CHAIN", 2, "--network")]
    [InlineData("verify export --folder CHAIN.missing --out CHAIN.out", 1, "CannotRead")]
    [InlineData("verify", 2, "verify chain")]
    public async Task What_makes_no_sense_is_refused(string arguments, int exit, string reason)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments
            .Replace("CHAIN", _small.Chain, StringComparison.Ordinal)
            .Replace("NETWORK", _small.Network, StringComparison.Ordinal)
            .Replace("OTHER", _small.OtherNetwork, StringComparison.Ordinal)
            .Replace("ROOT", _small.LastRoot, StringComparison.Ordinal));
        Assert.Equal(exit, outcome.Exit);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>Deposits by POST, in the form of deposit_data.json.</summary>
public sealed class DepositTests
{
    private const int New = 16;

    private static readonly Gwei Ether = new(1_000_000_000);

    [Fact]
    public async Task Deposits_become_active_validators_that_vote()
    {
        await using NodeRun run = await StartAsync(new Epoch(1));
        Assert.Equal(
            2UL,
            await TakenAsync(run, DepositOf(New, Gwei.ValidatorStake), DepositOf(New + 1, Ether)));
        run.MoveTo(new Epoch(4));
        Assert.Equal(ValidatorStatus.PendingInitialized, (await FindAsync(run, New)).Status);
        run.MoveTo(new Epoch(11));
        RegisteredValidator validator = await FindAsync(run, New);
        Assert.Equal(ValidatorStatus.ActiveOngoing, validator.Status);
        Assert.Equal(new ValidatorIndex(New), validator.Index);
        Assert.Equal(Owner, validator.Validator.WithdrawalCredentials);
        await run.SendAsync(Submit(await run.VoteAsync(New, new(11))));
        run.MoveTo(new Epoch(12));
        Assert.True((await run.SendAsync(BeaconRequests.Liveness(new(11), [new(New)]))).Content[0].IsLive);
    }

    [Fact]
    public async Task Fields_may_have_0x_and_the_amount_may_be_quoted()
    {
        await using NodeRun run = await StartAsync(new Epoch(1));
        DepositData deposit = DepositOf(New, Gwei.ValidatorStake).Contents;
        string json = $$"""
            [{"pubkey":"{{deposit.PublicKey}}","withdrawal_credentials":"{{deposit.WithdrawalCredentials}}",
            "amount":"{{deposit.Amount}}","signature":"{{deposit.Signature}}"}]
            """;
        (HttpStatusCode status, byte[] body) = await run.SendRawAsync(Post("/deposits", json));
        Assert.Equal((HttpStatusCode.OK, """{"waiting":1}"""), (status, Encoding.UTF8.GetString(body)));
        run.MoveTo(new Epoch(4));
        Assert.Equal(Gwei.ValidatorStake, (await FindAsync(run, New)).Balance);
    }

    [Fact]
    public async Task A_deposit_with_a_bad_signature_is_taken_and_lost()
    {
        await using NodeRun run = await StartAsync(new Epoch(1));
        SignedDeposit deposit = DepositOf(New, Gwei.ValidatorStake);
        Assert.Equal(1UL, await TakenAsync(
            run, deposit with { Contents = deposit.Contents with { Signature = default } }));
        run.MoveTo(new Epoch(5));
        Assert.Empty(run.Chain.State.PendingDeposits);
        await run.RefusedAsync(
            HttpStatusCode.NotFound,
            BeaconRequests.Validator(BlockId.Head, new(new TestKey(New).PublicKey)));
    }

    [Fact]
    public async Task Waiting_deposits_are_counted_until_a_block_has_them()
    {
        await using NodeRun run = await StartAsync(new Epoch(1));
        Assert.Equal(1UL, await TakenAsync(run, DepositOf(New, Ether)));
        Assert.Equal(3UL, await TakenAsync(run, DepositOf(New, Ether), DepositOf(New, Ether)));
        run.MoveTo(new Epoch(2));
        Assert.Equal(0UL, await TakenAsync(run));
        Assert.Equal(3, run.Chain.State.PendingDeposits.Count);
    }

    [Fact]
    public async Task One_bad_deposit_keeps_all_of_its_request_out_and_is_named()
    {
        await using NodeRun run = await StartAsync(new Epoch(1));
        HttpRequestMessage message = MessageOf(
            DepositOf(New, Ether),
            DepositOf(New, Ether - new Gwei(1)),
            DepositOf(New, new Gwei(ulong.MaxValue)));
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, message);
        Assert.Equal([1UL, 2], error.Failures.Select(static f => f.Index));
        Assert.StartsWith("DepositTooSmall", error.Failures[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("DepositTooLarge", error.Failures[1].Message, StringComparison.Ordinal);
        Assert.Equal(0, run.Chain.WaitingDeposits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"pubkey":"00","withdrawal_credentials":"00","amount":1,"signature":"00"}]""")]
    public async Task A_body_that_is_no_list_of_deposits_is_refused(string body)
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, Post("/deposits", body));
        Assert.StartsWith("Invalid request body: ", error.Message, StringComparison.Ordinal);
    }

    private static WithdrawalCredentials Owner => WithdrawalCredentials.For(
        ExecutionAddress.Parse("0xabababababababababababababababababababab"));

    private static SignedDeposit DepositOf(int key, Gwei amount) =>
        new TestKey(key).Deposit(amount, Owner, Config.Forks.GenesisVersion);

    private static HttpRequestMessage MessageOf(params SignedDeposit[] deposits) =>
        Post("/deposits", SignedDeposit.FileShape.ToUtf8(deposits.ToSequence()));

    private static async Task<ulong> TakenAsync(NodeRun run, params SignedDeposit[] deposits)
    {
        (HttpStatusCode status, byte[] body) = await run.SendRawAsync(MessageOf(deposits));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(DevelopmentEndpoints.Deposits.Answer.TryParse(body, out DepositsTaken? taken, out _));
        return taken.Waiting;
    }

    private static async Task<RegisteredValidator> FindAsync(NodeRun run, int key) => (await run.SendAsync(
        BeaconRequests.Validator(BlockId.Head, new(new TestKey(key).PublicKey)))).Content;
}

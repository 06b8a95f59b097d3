using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// The least source of a new committee's votes: two epochs before its boundary, or what enough old members
/// report.
/// </summary>
public sealed class SourceFloorTests
{
    private const ulong SlotsPerEpoch = 8;

    [Theory]
    [InlineData(1, 2, 3, 3)] // The highest of three: one of any t signers is honest and has spoken.
    [InlineData(1, 1, 99, 4)] // A false report makes the floor no higher than two epochs before the boundary.
    [InlineData(0, 0, 0, 0)]
    public void Enough_final_reports_lower_the_floor_to_the_highest_of_them(
        ulong first, ulong second, ulong third, ulong floor)
    {
        ulong[] reports = [first, second, third];
        ChainHarness chain = Prepare((sender, honest) =>
            sender.Value <= 3 ? [honest with { HighestSource = new(reports[sender.Value - 1]) }] : []);
        Assert.Equal(new Epoch(4), FloorOf(chain));
        chain.RunUntil(static c => c.Pool().Settling.Value.FinalReports.Count == 3);
        Assert.Equal(new Epoch(floor), FloorOf(chain));
    }

    [Fact]
    public void Fewer_reports_leave_it_where_it_was()
    {
        ChainHarness chain = Prepare(static (sender, honest) => sender.Value <= 2 ? [honest] : []);
        for (int i = 0; i < 20; i++)
        {
            chain.Step();
        }

        Assert.Equal(2, chain.Pool().Settling.Value.FinalReports.Count);
        Assert.Equal(new Epoch(4), FloorOf(chain));
    }

    [Fact]
    public void A_report_counts_once_from_the_boundary_on_and_only_of_an_old_member()
    {
        ChainHarness chain = Prepare(static (_, _) => [], operators: 5);
        var report = new PostFinalReport(new(1), chain.Pool().Settling.Value.Context.Root, new(1));
        OperatorId member = chain.Pool().Settling.Value.Context.Old.Value.Members[0].Member;
        AssertRejected("BeforeTheBoundary", chain.Try(member, report));
        chain.RunUntil(static c => c.State.Tick >= c.Rules.Clock.TickOf(c.Pool().Serving.Value.Boundary));
        PublicSharing old = chain.Pool().Settling.Value.Context.Old.Value;
        OperatorId stranger = chain.Operators.Keys.First(o => old.ShareOf(o) is null);
        AssertRejected("NotAnOldMember", chain.Try(stranger, report));
        var accepted = Assert.IsType<OperationOutcome.Accepted>(chain.Try(member, report));
        AssertRejected(
            "AlreadyReported", OperationRules.Apply(chain.Rules, accepted.State, chain.Sign(member, report)));
    }

    /// <summary>A chain whose first hand-over has just been activated.</summary>
    private static ChainHarness Prepare(
        Func<OperatorId, PostFinalReport, IEnumerable<Operation>> reports, int operators = 4)
    {
        var chain = new ChainHarness(operators);
        chain.RunUntil(static c => c.Pool().Serving.HasValue);
        chain.Tamper = (sender, due) => due is PostFinalReport report ? reports(sender, report) : [due];
        chain.RunUntil(static c => c.Pool().Serving.Value.Term == new Term(1));
        Assert.Equal(new Epoch(6), chain.Pool().Serving.Value.Boundary.EpochAt(SlotsPerEpoch));
        return chain;
    }

    private static Epoch FloorOf(ChainHarness chain) => SourceFloor.Of(chain.Pool(), SlotsPerEpoch);

    private static void AssertRejected(string reason, OperationOutcome outcome) =>
        Assert.Equal(reason, Assert.IsType<OperationOutcome.Rejected>(outcome).Refusal.Reason);
}

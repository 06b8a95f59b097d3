using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Collateral never leaves before its delay, nor while it is needed.</summary>
/// <remarks>
/// Watched from outside, by what operators asked for and what they had: not by the pieces that the ledger
/// keeps.
/// </remarks>
public sealed class TraceCollateralTests
{
    private const int Steps = 2_000;

    [Theory]
    [InlineData(Protocol.Seed, BackingMode.Ideal)]
    [InlineData(Protocol.Seed, BackingMode.Electra)]
    [InlineData(Protocol.Today, BackingMode.Electra)]
    public void Collateral_leaves_late_and_only_what_can_be_spared(Protocol protocol, BackingMode mode)
    {
        int paid = 0;
        for (ulong seed = 21; seed <= 26; seed++)
        {
            var trace = new Trace(new() { Protocol = protocol, Mode = mode }, seed);
            var asked = new List<(WithdrawBond Operation, ulong At)>();
            for (int step = 0; step < Steps; step++)
            {
                LedgerState before = trace.State;
                trace.Step();
                if (trace.IsAccepted && trace.Log[^1] is WithdrawBond withdraw)
                {
                    asked.Add((withdraw, trace.Naive.Now));
                }

                paid += trace.IsAccepted ? Look(trace, before, asked) : 0;
            }
        }

        Assert.True(paid > 100, $"{paid} withdrawals were paid");
    }

    /// <summary>Checks what an epoch has let out; the number of bonds that it let something out of.</summary>
    private static int Look(Trace trace, LedgerState before, List<(WithdrawBond Operation, ulong At)> asked)
    {
        int paid = 0;
        for (int i = 0; i < before.Funds.Count && trace.Log[^1] is AdvanceEpoch; i++)
        {
            int paidBefore = paid;
            for (int j = 0; j < before.Funds[i].Bonds.Count; j++)
            {
                Bond was = before.Funds[i].Bonds[j];
                Bond bond = trace.State.Funds[i].Bonds[j];
                UInt128 young = YoungOf(trace, asked, new((uint)i), bond);
                Assert.True(
                    bond.Leaving.Value == (young < was.Leaving.Value ? young : was.Leaving.Value),
                    $"{trace.Where}: {was} is {bond}, but {young} have yet to mature");
                Assert.True(bond.Staying >= was.Staying, trace.Where);
                paid += bond.Total < was.Total ? 1 : 0;
            }

            if (paid > paidBefore)
            {
                AssertNotNeeded(trace, before.Funds[i], trace.State.Funds[i].Figures);
            }
        }

        return paid;
    }

    /// <summary>What an operator has asked for within the delay.</summary>
    private static UInt128 YoungOf(
        Trace trace, List<(WithdrawBond Operation, ulong At)> asked, FundId fund, Bond bond)
    {
        UInt128 sum = 0;
        foreach ((WithdrawBond operation, ulong at) in asked)
        {
            bool isHis = operation.Actor == bond.Operator && operation.Fund == fund;
            bool isYoung = at + trace.Parameters.CollateralDelay > trace.Naive.Now;
            sum += isHis && isYoung ? operation.Amount.Value : 0;
        }

        return sum;
    }

    /// <summary>What is left covers what is reserved and whoever is there when it is paid.</summary>
    private static void AssertNotNeeded(Trace trace, Fund before, FundFigures after)
    {
        ulong exposed = (ulong)before.Locks.Count(l => l.IsExposed
            && (l.IsSlashed ? l.LeavesAt : l.FreeAt) > trace.State.Now);
        Gwei needed = after.Reservations.Amount + Capacity.Required(exposed, trace.Parameters);
        Assert.True(after.Collateral >= needed, $"{trace.Where}: {after.Collateral} left, {needed} needed");
    }
}

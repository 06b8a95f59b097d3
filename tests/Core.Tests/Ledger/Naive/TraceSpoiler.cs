using System.Numerics;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Makes one thing about an operation wrong.</summary>
internal static class TraceSpoiler
{
    internal static LedgerOperation Spoil(
        SeededGenerator random, NaiveLedger ledger, LedgerOperation operation)
    {
        if (operation is MakeLock { Actor: var actor, Number: var number } && random.NextChance(1, 8))
        {
            return new OpenFund(actor, number, 1_000_001 + (uint)random.NextBelow(5));
        }

        if (operation is OwnerOperation owner && random.NextChance(1, 2))
        {
            return SpoilOwner(random, ledger, owner);
        }

        Gwei absurd = TraceAmounts.Absurd(random, MostOf(ledger, operation));
        bool byAmount = random.NextChance(1, 2);
        return operation switch
        {
            Withdraw spoilt => spoilt with { Amount = absurd },
            Collect spoilt => spoilt with { Amount = absurd },
            OpenFund spoilt => spoilt with { Margin = 1_000_001 + (uint)random.NextBelow(5) },
            MakeLock spoilt => spoilt with { Fund = AbsurdFund(random, ledger) },
            RequestUnlock spoilt => spoilt with { Lock = AbsurdLock(random, ledger) },
            Release spoilt => spoilt with { Lock = AbsurdLock(random, ledger) },
            Settle spoilt => spoilt with { Lock = AbsurdLock(random, ledger) },
            PostBond spoilt when byAmount => spoilt with { Amount = absurd },
            PostBond spoilt => spoilt with { Fund = AbsurdFund(random, ledger) },
            WithdrawBond spoilt when byAmount => spoilt with { Amount = absurd },
            WithdrawBond spoilt => spoilt with { Fund = AbsurdFund(random, ledger) },
            _ => SpoilEvidence(random, ledger, operation, absurd),
        };
    }

    private static LedgerOperation SpoilEvidence(
        SeededGenerator random, NaiveLedger ledger, LedgerOperation operation, Gwei absurd)
    {
        // An absurd amount that is permitted would leave no room for others.
        Gwei refused = absurd.Value is > 0 and <= 1_000_000_000_000_000_000 ? new(ulong.MaxValue) : absurd;
        bool byAmount = random.NextChance(2, 3);
        return operation switch
        {
            Credit spoilt when byAmount => spoilt with { Amount = refused },
            Credit spoilt => spoilt with { Account = AbsurdAccount(random, ledger) },
            PayRewards spoilt when byAmount => spoilt with { Amount = refused },
            PayRewards spoilt => spoilt with { Reserve = AbsurdAccount(random, ledger) },
            Reward spoilt when byAmount => spoilt with { Amount = refused },
            Reward spoilt => spoilt with { Fund = AbsurdFund(random, ledger) },
            Slash spoilt when byAmount && random.NextChance(1, 2) => spoilt with { LaterAtMost = absurd },
            Slash spoilt when byAmount => spoilt with { Loss = absurd },
            Slash spoilt when random.NextChance(1, 2) => spoilt with { Key = spoilt.Key + 1 },
            Slash spoilt => spoilt with { Lock = AbsurdLock(random, ledger) },
            ChargeReservation spoilt when byAmount => spoilt with { Loss = absurd },
            ChargeReservation spoilt => spoilt with { Reservation = spoilt.Reservation + 1_000 },
            Penalize spoilt when byAmount => spoilt with { Loss = refused },
            Penalize spoilt => spoilt with { Lock = random.NextChance(1, 2) ? default : new(1u << 31) },
            Fine spoilt when byAmount => spoilt with { Amount = absurd },
            Fine spoilt => spoilt with { Operator = AbsurdAccount(random, ledger) },
            Hold spoilt when byAmount => spoilt with { Amount = absurd },
            Hold spoilt => spoilt with { Account = AbsurdAccount(random, ledger) },
            EndHold spoilt when byAmount && random.NextChance(1, 2) => spoilt with { Burned = absurd },
            EndHold spoilt when byAmount => spoilt with { Amount = absurd },
            EndHold spoilt => spoilt with { Account = AbsurdAccount(random, ledger) },
            AdvanceEpoch => new AdvanceEpoch(new(random.NextBelow(4) switch
            {
                0 => ulong.MaxValue,
                1 => ulong.MaxValue - random.NextBelow(10_000UL),
                2 => ledger.Now,
                _ => random.NextBelow(ledger.Now + 1),
            })),
            _ => operation,
        };
    }

    /// <summary>A wrong number, another's key, or nobody's.</summary>
    private static OwnerOperation SpoilOwner(
        SeededGenerator random, NaiveLedger ledger, OwnerOperation operation)
    {
        var other = new AccountId((uint)random.NextBelow(ledger.Accounts.Count));
        return random.NextBelow(5) switch
        {
            0 => operation with { Number = operation.Number + 1 },
            1 => operation with { Number = operation.Number == 0 ? ulong.MaxValue : operation.Number - 1 },
            2 => operation with { Actor = AbsurdAccount(random, ledger) },
            _ => operation with { Actor = other, Number = ledger.Accounts[(int)other.Value].Operations },
        };
    }

    /// <summary>What the operation may ask for at most, so that one more is too much.</summary>
    private static BigInteger MostOf(NaiveLedger ledger, LedgerOperation operation) => operation switch
    {
        Withdraw asked => ledger.Accounts[(int)asked.Actor.Value].Free,
        Collect asked => ledger.Accounts[(int)asked.Actor.Value].Earned,
        PostBond asked => ledger.Accounts[(int)asked.Actor.Value].Free,
        Hold hold => ledger.Accounts[(int)hold.Account.Value].Free,
        EndHold end => ledger.Accounts[(int)end.Account.Value].Held,
        WithdrawBond asked => ledger.Funds[(int)asked.Fund.Value].Surplus,
        Slash => ledger.Parameters.Unit.Value,
        ChargeReservation { Fund.Value: var fund, Reservation: var place } => ledger.Funds[(int)fund]
            .Reservations.ElementAtOrDefault((int)place)?.Left ?? ledger.Parameters.Unit.Value,
        _ => 1,
    };

    private static AccountId AbsurdAccount(SeededGenerator random, NaiveLedger ledger) =>
        new(random.NextChance(1, 2) ? (uint)ledger.Accounts.Count : uint.MaxValue);

    private static FundId AbsurdFund(SeededGenerator random, NaiveLedger ledger) =>
        new(random.NextChance(1, 2) ? (uint)ledger.Funds.Count : uint.MaxValue);

    /// <summary>A lock that is not there, or that may be anybody's in any status.</summary>
    private static LockId AbsurdLock(SeededGenerator random, NaiveLedger ledger)
    {
        int place = random.NextBelow(ledger.Funds.Count);
        int count = ledger.Funds[place].Locks.Count;
        return random.NextBelow(4) switch
        {
            0 => new(AbsurdFund(random, ledger), 0),
            1 => new(new((uint)place), random.NextChance(1, 2) ? (uint)count : uint.MaxValue),
            _ => new(new((uint)place), (uint)random.NextBelow(count + 1)),
        };
    }
}

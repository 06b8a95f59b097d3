using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>
/// Alice leads pool 0 and Carol pool 1, in which Dave has four locks. Bob delegates two to Alice's pool in
/// epoch 2, and asks for them back in epoch 5. Of each epoch, pools do their part, but for Carol's in 5.
/// </summary>
internal sealed class DelegationStory
{
    internal static readonly PoolTerms Alices = new(new(128_000_000_000), new(1_000_000), 50_000);
    internal static readonly PoolTerms Carols = Alices with { Pledge = new(64_000_000_000) };

    internal DelegationStory()
    {
        Gwei credit = Ledger.Unit * 5;
        (Alice, AlicesFund) = Ledger.OpenFund("alice", credit);
        (Carol, CarolsFund) = Ledger.OpenFund("carol", credit);
        Bob = Ledger.Open("bob", credit);
        Dave = Ledger.Open("dave", credit);
        Ledger.Register(Alice, AlicesFund, Alices);
        Ledger.Register(Carol, CarolsFund, Carols);
        Ledger.Lock(Alice, AlicesFund, 4);
        Ledger.Lock(Carol, CarolsFund, 2);
        Ledger.Lock(Dave, CarolsFund, 4);
    }

    internal TestDelegation Ledger { get; } = new(TestDelegation.Locked);

    internal AccountId Alice { get; }

    internal AccountId Bob { get; }

    internal AccountId Carol { get; }

    internal AccountId Dave { get; }

    internal FundId AlicesFund { get; }

    internal FundId CarolsFund { get; }

    /// <summary>Comes to the next epoch, and does in it what the story tells of it.</summary>
    internal void Next()
    {
        ulong next = Ledger.Delegation.Epoch.Next.Value;
        switch (next)
        {
            case < 4:
                Ledger.Begin(default);
                break;
            case 4 or 5 or 9:
                Ledger.Begin(new(25_000_000), 4, 6);
                break;
            default:
                Ledger.Begin(new(30_000_000), 6, next == 7 ? 5u : 6);
                break;
        }

        if (next == 2)
        {
            Ledger.Lock(Bob, AlicesFund, 2);
        }
        else if (next == 5)
        {
            Ledger.Unlock(Bob, AlicesFund, 4);
            Ledger.Unlock(Bob, AlicesFund, 5);
        }
    }
}

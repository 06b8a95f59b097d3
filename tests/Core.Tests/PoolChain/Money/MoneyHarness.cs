using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>A pool chain on which people have money: operators 10 ETH each, a staker 100 ETH.</summary>
internal sealed class MoneyHarness
{
    internal static readonly Gwei Ether = new(1_000_000_000);

    /// <summary>A pool chain whose genesis has one pool for the staker's credentials.</summary>
    internal MoneyHarness(
        MoneyParameters? parameters = null,
        int pools = 1,
        int operators = 4,
        int seats = 4,
        int threshold = 3,
        ulong firstBoundary = 6)
    {
        Staker = Secret(1);
        Stranger = Secret(2);
        Parameters = parameters ?? Quick;
        Chain = new(operators, pools, seats, threshold, firstBoundary: firstBoundary, money: h => new(
            Parameters,
            [
                .. h.Operators.Values.Select(static o =>
                    new Allocation(o.PublicIdentity.IdentityKey, default, new(10 * Ether.Value))),
                new(Staker.ToPublicPoint().ToBytes(), Credentials, new(100 * Ether.Value)),
                new(Stranger.ToPublicPoint().ToBytes(), Hash32.Sha256("stranger"u8), Ether),
            ]));
        StakerAccount = new((uint)operators + 1);
        StrangerAccount = new((uint)operators + 2);
    }

    /// <summary>Penalties from collateral, at once, and short delays.</summary>
    internal static MoneyParameters Quick { get; } = new()
    {
        Protocol = Protocol.Seed,
        Mode = BackingMode.Electra,
        UnlockDelay = 4,
        CollateralDelay = 8,
        RewardEpoch = 1,
        EvidenceWindow = 2,
        SlashingsVector = 8,
        IsMinimalChurn = true,
        NetworkStake = new(32_000 * Ether.Value),
    };

    internal static Hash32 Credentials { get; } = Hash32.Sha256("staker"u8);

    internal ChainHarness Chain { get; }

    internal MoneyParameters Parameters { get; }

    internal SecretScalar Staker { get; }

    internal SecretScalar Stranger { get; }

    internal AccountId StakerAccount { get; }

    internal AccountId StrangerAccount { get; }

    internal Account Account(AccountId id) => Chain.State.Money.Ledger.Accounts[(int)id.Value];

    internal Fund Fund(uint id = 0) => Chain.State.Money.Ledger.Funds[(int)id];

    internal ulong NumberOf(AccountId id) => Account(id).Operations;

    /// <summary>Has a request of an owner tried on the present state.</summary>
    internal OperationOutcome Try(SecretScalar owner, OwnerRequest request) =>
        Chain.Try(new(1), PostRequest.Sign(request, owner, Chain.Rules.Network));

    /// <summary>Has it put into the next block, and fails when it is refused.</summary>
    internal void Do(SecretScalar owner, OwnerRequest request)
    {
        Assert.IsType<OperationOutcome.Accepted>(Try(owner, request));
        Chain.Offered.Add(Chain.Sign(new(1), PostRequest.Sign(request, owner, Chain.Rules.Network)));
        Chain.Step();
    }

    internal void Lock(FundId fund = default) => Do(
        Staker, new LedgerRequest(new MakeLock(StakerAccount, NumberOf(StakerAccount), fund)));

    internal void Bond(uint id, Gwei amount, FundId fund = default) => Do(
        Chain.Operators[new(id)].Identity,
        new LedgerRequest(new PostBond(new(id), NumberOf(new(id)), fund, amount)));

    /// <summary>Every operator puts up the same.</summary>
    internal void BondAll(Gwei amount)
    {
        foreach (OperatorId id in Chain.Operators.Keys.ToArray())
        {
            Bond(id.Value, amount);
        }
    }

    internal void RunToCheckpoint(Epoch epoch) => Chain.RunUntil(
        h => h.State.Beacon.Checkpoint.TryGet(out Epoch known) && known >= epoch, 400);

    private static SecretScalar Secret(byte fill)
    {
        byte[] bytes = new byte[SecretBytes.Size];
        Array.Fill(bytes, fill);
        using SecretBytes seed = SecretBytes.From(bytes);
        return seed.DeriveScalar("owner");
    }
}

using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary>An operator's own account, by the identity key in its folder.</summary>
internal sealed class OperatorDesk : IDisposable
{
    private readonly OperatorKeys _keys;
    private readonly OwnerDesk _desk;

    /// <summary>Opens the folder of an operator that runs.</summary>
    /// <exception cref="ConfigurationException">It holds no operator, or none runs.</exception>
    internal OperatorDesk(string dataDir)
    {
        var folder = new OperatorFolder(dataDir);
        Api = OperatorApi.Of(folder);
        Bids = new(folder);
        _keys = NodePlan.Read(folder).Keys;
        _desk = new(Api, _keys.Identity.ToPublicPoint().ToBytes(), account: null);
    }

    internal OperatorApi Api { get; }

    /// <summary>What it has sealed and not opened yet.</summary>
    internal KeptBids Bids { get; }

    internal SecretScalar Identity => _keys.Identity;

    internal Task<AccountDocument> AccountAsync(CancellationToken cancel) => _desk.AccountAsync(cancel);

    /// <summary>Asks for something as the account's owner, and waits until a block holds it.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal Task<OfferDocument> AskAsync(
        Func<AccountDocument, OwnerRequest> request, CancellationToken cancel) =>
        _desk.AskAsync(_keys.Identity, request, cancel);

    /// <summary>Puts free money up as collateral.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal Task<OfferDocument> BondAsync(FundId fund, Gwei amount, CancellationToken cancel) => AskAsync(
        a => new LedgerRequest(new PostBond(a.Account, a.NextRequest, fund, amount)), cancel);

    /// <summary>Asks for collateral back.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal Task<OfferDocument> UnbondAsync(FundId fund, Gwei amount, CancellationToken cancel) => AskAsync(
        a => new LedgerRequest(new WithdrawBond(a.Account, a.NextRequest, fund, amount)), cancel);

    public void Dispose()
    {
        Api.Dispose();
        _keys.Dispose();
    }
}

using System.Globalization;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>Signs what an owner asks for, has an operator post it, and waits for a block.</summary>
/// <param name="api">The operator.</param>
/// <param name="key">The owner's public key.</param>
/// <param name="account">Which of the owner's accounts; null for the only one.</param>
internal sealed class OwnerDesk(OperatorApi api, G1Bytes key, uint? account)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(2);

    /// <summary>The owner's account.</summary>
    /// <exception cref="RefusedException">There is none, or several and none was chosen.</exception>
    internal async Task<AccountDocument> AccountAsync(CancellationToken cancel)
    {
        Sequence<AccountDocument> all = await api.AccountsAsync(key, cancel);
        AccountDocument[] fitting =
            [.. all.Where(a => account is not { } number || a.Account.Value == number)];
        string numbers = string.Join(", ", all.Select(static a => a.Account));
        return fitting.Length switch
        {
            1 => fitting[0],
            0 => throw new RefusedException(new(
                "NoAccount",
                account is { } number
                    ? string.Create(CultureInfo.InvariantCulture, $"account {number} with key {key}")
                    : $"key {key}",
                all.Count == 0 ? "a key that owns an account" : $"one of its accounts: {numbers}")),
            _ => throw new RefusedException(new(
                "SeveralAccounts", $"key {key}, which owns accounts {numbers}", "one of them")),
        };
    }

    /// <summary>Asks for something, and waits until a block holds it.</summary>
    /// <param name="secret">The owner's key.</param>
    /// <param name="request">What is asked for, of the account as it is now.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<OfferDocument> AskAsync(
        SecretScalar secret, Func<AccountDocument, OwnerRequest> request, CancellationToken cancel)
    {
        NodeStatus status = await api.StatusAsync(cancel);
        AccountDocument owner = await AccountAsync(cancel);
        return await PostAsync(
            api, PostRequest.Sign(request(owner), secret, status.Network), cancel);
    }

    /// <summary>Has an operation posted, and waits until a block holds it.</summary>
    /// <exception cref="RefusedException">It is refused, at once or later.</exception>
    /// <exception cref="IOException">No block has held it for long.</exception>
    internal static async Task<OfferDocument> PostAsync(
        OperatorApi api, Operation operation, CancellationToken cancel)
    {
        OfferDocument offer = await api.PostAsync(operation, cancel);
        long began = TimeProvider.System.GetTimestamp();
        while (offer.State == OfferDocument.IsWaiting)
        {
            if (TimeProvider.System.GetElapsedTime(began) > PatienceMax)
            {
                throw new IOException(
                    $"no block holds request {offer.Root} yet; the operator goes on offering it. "
                    + "See with 'tpool operator status' whether blocks are made.");
            }

            await Task.Delay(Pause, cancel);
            offer = await api.OfferAsync(offer.Root, cancel);
        }

        return offer.Refusal.TryGet(out Refusal? refusal) ? throw new RefusedException(refusal) : offer;
    }
}

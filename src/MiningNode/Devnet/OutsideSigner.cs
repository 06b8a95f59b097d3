using System.Globalization;
using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Devnet;

/// <summary>An owner of coins on a development network that shares no code with the pool.</summary>
/// <remarks>
/// bitcoinjs-lib makes the scripts (P2WPKH) and signs, in a process of its own, to which keys are passed: no
/// key of worth belongs here.
/// </remarks>
/// <param name="installation">Where its packages are.</param>
public sealed class OutsideSigner(BcoinInstallation installation)
{
    /// <summary>The script that pays to a key's public key by its hash (P2WPKH).</summary>
    /// <param name="key">The private key.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">The key is out of range, or the script could not be run.</exception>
    public async Task<ByteString> ScriptAsync(Hash32 key, CancellationToken cancel)
    {
        var asked = new JsonObject { ["key"] = Digits(key.ToArray()) };
        return new(Hex.Parse(await installation.RunAsync("owner.mjs", asked.ToJsonString(), cancel)));
    }

    /// <summary>Spends an output to the hash of a public key.</summary>
    /// <param name="key">The private key.</param>
    /// <param name="coin">Which output.</param>
    /// <param name="amount">What it holds.</param>
    /// <param name="outputs">Whom it pays; the rest is the fee.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It could not be signed; the message says why.</exception>
    public async Task<Transaction> SpendAsync(
        Hash32 key,
        OutPoint coin,
        Satoshi amount,
        Sequence<TransactionOutput> outputs,
        CancellationToken cancel)
    {
        var asked = new JsonObject
        {
            ["key"] = Digits(key.ToArray()),
            ["transaction"] = Digest.Show(coin.Transaction),
            ["index"] = coin.Index,
            ["amount"] = Decimal(amount),
            ["outputs"] = new JsonArray([.. outputs.Select(static o => new JsonObject
            {
                ["script"] = Digits(o.Script.AsSpan()),
                ["amount"] = Decimal(o.Amount),
            })]),
        };
        string signed = await installation.RunAsync("spend.mjs", asked.ToJsonString(), cancel);
        return Transaction.TryDecode(Hex.Parse(signed))
            ?? throw new IOException("bitcoinjs-lib wrote no transaction.");
    }

    private static string Digits(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Decimal(Satoshi amount) => amount.Value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Net;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli;

/// <summary>Reads arguments, or tells what would be right.</summary>
internal static class Arguments
{
    /// <exception cref="UsageException">It is none.</exception>
    internal static IPEndPoint Endpoint(string text) =>
        OperatorConfiguration.TryParseEndpoint(text, out IPEndPoint? endpoint)
            ? endpoint
            : throw new UsageException(
                new("BadEndpoint", $"'{text}'", "an IP address and a port, such as 0.0.0.0:9000"));

    /// <exception cref="UsageException">It is none.</exception>
    internal static Uri BeaconNode(string text) =>
        OperatorConfiguration.TryParseBeaconNode(text, out Uri? address)
        ? address
        : throw new UsageException(
            new("BadBeaconNode", $"'{text}'", "an http or https address, such as http://127.0.0.1:5052"));

    /// <summary>The base of an operator's local API.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static Uri Api(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address)
        && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException(
                new("BadApiAddress", $"'{text}'", "an http or https address, such as http://127.0.0.1:5070"));

    /// <summary>An amount of ETH.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static Gwei Ether(string option, string text)
    {
        bool isRead = Ratio.TryParse(text, out Ratio ether);
        Ratio gwei = ether * Ratio.FromInteger(1_000_000_000);
        return isRead && gwei.IsInteger && gwei.Sign >= 0
            && gwei <= Ratio.FromInteger(LedgerParameters.AmountMax.Value)
            ? new((ulong)gwei.Numerator)
            : throw new UsageException(new(
                "BadAmount", $"{option} '{text}'", "an amount of ETH with 9 decimals at most, such as 0.5"));
    }

    /// <summary>A lock as the tables have it.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static LockId Lock(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && IsNumber(parts[0], out uint fund) && IsNumber(parts[1], out uint number)
            ? new(new(fund), number)
            : throw new UsageException(new("BadLock", $"'{text}'", "FUND/NUMBER, such as 0/5"));
    }

    /// <summary>A BLS public key.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static G1Bytes PublicKey(string option, string text)
    {
        try
        {
            var key = G1Bytes.Parse(text);
            if (G1Point.TryDecode(key, out _))
            {
                return key;
            }
        }
        catch (FormatException)
        {
            // The same answer as for bytes that are no point.
        }

        throw new UsageException(new(
            "BadKey", $"{option} '{text}'", "a BLS public key: 0x and 96 hexadecimal digits"));
    }

    private static bool IsNumber(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>The credentials 0x01 of an execution address.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static Hash32 WithdrawalCredentials(string address)
    {
        try
        {
            return Ethereum.Deposits.WithdrawalCredentials.For(ExecutionAddress.Parse(address)).Value;
        }
        catch (FormatException e)
        {
            throw new UsageException(
                new("BadAddress", $"'{address}': {e.Message}", "0x and 40 hexadecimal digits"));
        }
    }
}

using System.Net;
using TrustlessPools.Ethereum.Deposits;
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

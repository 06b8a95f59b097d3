using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>Amounts for people.</summary>
internal static class Amounts
{
    private const ulong GweiPerEther = 1_000_000_000;

    /// <summary>All nine decimals, since the last ones are what changes: <c>32.000012345 ETH</c>.</summary>
    internal static string Ether(Gwei amount) => string.Create(
        CultureInfo.InvariantCulture, $"{amount.Value / GweiPerEther}.{amount.Value % GweiPerEther:D9} ETH");
}

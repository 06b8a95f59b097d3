namespace TrustlessPools.Cli.Terminal;

/// <summary>Which protocol amounts speak of, in words.</summary>
internal static class Protocols
{
    /// <summary>A sentence on what a lock promises.</summary>
    /// <param name="protocol"><c>seed</c> or <c>today</c>.</param>
    internal static string Explain(string protocol) => protocol == "seed"
        ? "Amounts speak of the seed's protocol: penalties are burned from collateral, and a lock pays back "
            + "exactly its principal."
        : "Amounts speak of the protocol as it is today: a penalty falls on the validator, and a lock pays back "
            + "its principal less what collateral did not cover.";
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>The deposits that committees have signed, in the form of launchpads.</summary>
internal static class Deposits
{
    internal static Sequence<SignedDeposit> Of(OperatorNode node)
    {
        var version = new ForkVersion(node.Rules.Genesis.Parameters.GenesisForkVersion);
        return node.State.Deposits.Values
            .Select(deposit =>
            {
                bool decoded = G2Point.TryDecode(deposit.Signature, out G2Point signature);
                Invariant.Holds(decoded, "A combined signature is a point.");
                return SignedDeposit.Create(deposit.Message, signature, version, NameOf(version));
            })
            .ToSequence();
    }

    /// <summary>The name of a public network by its genesis version; launchpads compare it.</summary>
    private static string NameOf(ForkVersion genesis) => genesis.BigEndian switch
    {
        0x00000000 => "mainnet",
        0x90000069 => "sepolia",
        0x10000910 => "hoodi",
        _ => "devnet",
    };
}

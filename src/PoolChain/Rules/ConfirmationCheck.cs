using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Whether confirmations are by their members' shares.</summary>
internal static class ConfirmationCheck
{
    private const string Confirmed = "confirmation";

    internal static bool Holds(
        Memo memo, CeremonyContext context, G1Bytes publicShare, G2Bytes confirmation) =>
        memo.Recall(
            Confirmed,
            Inputs(context, publicShare, confirmation),
            () => Confirmation.Verify(context, publicShare, confirmation));

    /// <summary>Verifies those of an attempt at once, and remembers them if all hold.</summary>
    internal static void Foresee(
        Memo memo,
        CeremonyContext context,
        IEnumerable<(G1Bytes PublicShare, G2Bytes Confirmation)> confirmations)
    {
        (G1Bytes, G2Bytes)[] open = [.. confirmations
            .Where(c => !memo.Knows(Confirmed, Inputs(context, c.PublicShare, c.Confirmation)))];
        if (open.Length < 2 || !Confirmation.VerifyAll(context, open))
        {
            return;
        }

        foreach ((G1Bytes publicShare, G2Bytes confirmation) in open)
        {
            memo.Remember(Confirmed, Inputs(context, publicShare, confirmation), true);
        }
    }

    private static Hash32 Inputs(CeremonyContext context, G1Bytes publicShare, G2Bytes confirmation) =>
        Hash32.Sha256([.. context.Root.ToArray(), .. publicShare.AsSpan(), .. confirmation.AsSpan()]);
}

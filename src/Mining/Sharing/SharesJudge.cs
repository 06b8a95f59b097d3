using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Decides whether the near misses of a qualified block count: all of them, or none.</summary>
/// <param name="rule">A possible rule.</param>
/// <param name="judge">Judges coinbases on the block's parent.</param>
internal sealed class SharesJudge(SharingRule rule, CoinbaseJudge judge)
{
    /// <summary>Whom the near misses pay, in their order; or why they do not count.</summary>
    /// <param name="root">What the block's tag names, not zero.</param>
    /// <param name="block">The block with what came along.</param>
    internal (Sequence<ByteString> Scripts, Refusal? Flaw) Judge(Hash32 root, MinedBlock block)
    {
        Sequence<WeakShare> shares = block.Shares;
        if (FlawOf(root, shares) is { } flaw)
        {
            return ([], flaw);
        }

        Hash32 own = block.Header.Hash;
        Hash32? last = null;
        var scripts = new ByteString[shares.Count];
        for (int i = 0; i < scripts.Length; i++)
        {
            Hash32 hash = shares[i].Header.Hash;
            Refusal? reason = hash == own || (last is { } before && before.CompareTo(hash) >= 0)
                ? SharingRefusals.SharesOutOfOrder(i)
                : FlawOf(i, shares[i], block.Header);
            if (reason is not null || judge.Judge(shares[i].Coinbase) is not Judgement.Qualified qualified)
            {
                return ([], reason ?? SharingRefusals.ShareUnqualified(i));
            }

            (scripts[i], last) = (qualified.Tag.Script, hash);
        }

        return ([.. scripts], null);
    }

    private Refusal? FlawOf(Hash32 root, Sequence<WeakShare> shares)
    {
        if (shares.Count == 0)
        {
            return SharingRefusals.SharesUnknown(root);
        }

        // Before anything is hashed.
        if (shares.Count > rule.SharesMax)
        {
            return SharingRefusals.TooManyShares(shares.Count, rule.SharesMax);
        }

        Hash32 supplied = WeakShare.RootOf(shares);
        return supplied == root ? null : SharingRefusals.OtherShares(supplied, root);
    }

    private Refusal? FlawOf(int index, WeakShare share, BlockHeader header)
    {
        if (share.Header.Previous != header.Previous || share.Header.Bits != header.Bits)
        {
            return SharingRefusals.ShareOfOtherParent(index);
        }

        if (!WeakShare.Meets(share.Header, rule.WeakShares))
        {
            return SharingRefusals.ShareTooWeak(index, rule.WeakShares);
        }

        return share.IsCoinbaseProven ? null : SharingRefusals.ShareNotProven(index);
    }
}

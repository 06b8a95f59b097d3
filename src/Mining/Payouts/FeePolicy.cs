using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>Who pays for the transactions of a tree, and when.</summary>
/// <remarks>Spec: docs/spec/payouts.md#fees. nLockTime is 0 and nSequence is final under each.</remarks>
public abstract record FeePolicy
{
    private FeePolicy()
    {
    }

    /// <summary>The policy with its amount, as names of forms contain it.</summary>
    public abstract string Name { get; }

    /// <summary>nVersion of every transaction in the tree.</summary>
    public abstract int Version { get; }

    /// <summary>What every transaction takes from the recipients below it: its fee, or its anchor.</summary>
    public abstract Satoshi Charge { get; }

    /// <summary>True when every transaction ends with an anchor (P2A), by which anybody can pay.</summary>
    public abstract bool HasAnchor { get; }

    /// <summary>The largest transaction that nodes relay, in vB.</summary>
    public abstract int VirtualSizeMax { get; }

    /// <summary>Why no tree can have this policy, or null.</summary>
    internal abstract Refusal? Check();

    /// <summary>Each transaction pays one fee, for ever.</summary>
    /// <param name="Fee">For example 100 satoshi; 0 for transactions that only miners include.</param>
    public sealed record FixedPerNode(Satoshi Fee) : FeePolicy
    {
        public override string Name => $"fixed {Fee}";

        public override int Version => 2;

        public override Satoshi Charge => Fee;

        public override bool HasAnchor => false;

        /// <summary>MAX_STANDARD_TX_WEIGHT / 4.</summary>
        public override int VirtualSizeMax => 100_000;

        internal override Refusal? Check() => null;
    }

    /// <summary>Each transaction pays nothing; a child pays for both, at the fee rate of its day.</summary>
    /// <param name="Anchor">
    /// What the anchor holds: 0, which the child must spend, or at least <see cref="AnchorLeast"/>.
    /// </param>
    /// <remarks>
    /// Version 3 (BIP-0431): a child has one unconfirmed parent, hence one level of the tree per
    /// confirmation.
    /// </remarks>
    public sealed record ChildPays(Satoshi Anchor) : FeePolicy
    {
        /// <summary>The dust threshold of an anchor.</summary>
        public static readonly Satoshi AnchorLeast = new(240);

        public override string Name => $"anchor {Anchor}";

        public override int Version => 3;

        public override Satoshi Charge => Anchor;

        public override bool HasAnchor => true;

        /// <summary>TRUC_MAX_VSIZE.</summary>
        public override int VirtualSizeMax => 10_000;

        internal override Refusal? Check() => Anchor != default && Anchor < AnchorLeast
            ? PayoutRefusals.AnchorIsDust(Anchor, AnchorLeast)
            : null;
    }
}

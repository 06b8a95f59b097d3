using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>The story of a development network: who finds which block, decided before it begins.</summary>
/// <param name="Miners">How many miners there are, 3 or more.</param>
/// <param name="Window">W, 3 or more.</param>
/// <param name="Seed">Draws the finders.</param>
internal sealed record RehearsalPlan(int Miners, int Window, ulong Seed)
{
    private const int Depth = 3;

    // The third halving of a regtest; by then witnesses are in force, from height 432 on.
    private const uint Halving = 450;

    /// <summary>Where the pool is.</summary>
    internal static readonly BitcoinNetwork Network = BitcoinNetwork.BcoinRegtest;

    /// <summary>The first height of the pool: its window is full twice before the halving.</summary>
    internal uint Start => Halving - (2 * (uint)Window);

    /// <summary>The rule that all follow.</summary>
    internal SharingRule Rule => new()
    {
        Start = new(Start),
        Window = SharingWindow.Last((uint)Window),
        Share = new((uint)Window, (uint)Window + 1),
        Form = new TreePlan(
            TemplateForm.WitnessScriptHash,
            TreeWeights.Amounts,
            Radix: 2,
            new FeePolicy.FixedPerNode(new(200))),
    };

    private int Cheater => Miners - 1;

    /// <summary>What happens, in order. Equal plans give equal stories.</summary>
    internal IEnumerable<Act> Acts()
    {
        var random = new SeededGenerator(Seed);
        int Honest() => random.NextBelow(Miners - 1);
        yield return new Act.Stage($"Blocks of nobody's pool, up to height {Start - 1}");
        yield return new Act.Prepare(Start - 1);
        yield return new Act.Stage("Bootstrap: the window fills");
        for (int i = 0; i < Window; i++)
        {
            yield return new Act.Share(i % (Miners - 1), IsKept: true);
        }

        yield return new Act.Stage("Full window, with a block of somebody alone and one of a cheater");
        for (int i = 0; i < Window; i++)
        {
            yield return i switch
            {
                1 => new Act.Solo(Honest()),
                2 => new Act.Cheat(Cheater),
                _ => new Act.Share(Honest(), IsKept: true),
            };
        }

        yield return new Act.Stage("Halving");
        for (int i = 0; i < Depth + 1; i++)
        {
            yield return new Act.Share(Honest(), IsKept: i == 0);
        }

        yield return new Act.Stage("Reorganisation");
        Sequence<int> others = [.. Enumerable.Range(0, Depth + 1).Select(_ => Honest())];
        yield return new Act.Reorganise(Depth, others);
        yield return new Act.Compare();
        foreach (Act act in Payout(Honest))
        {
            yield return act;
        }
    }

    private static IEnumerable<Act> Payout(Func<int> honest)
    {
        yield return new Act.Stage($"Coinbases mature: {Coinbase.Maturity} blocks");
        for (int i = 0; i < Coinbase.Maturity; i++)
        {
            yield return new Act.Share(honest(), IsKept: false);
        }

        yield return new Act.Stage("Trees are expanded, and every leaf is spent by its owner");
        yield return new Act.Steal(honest());
        yield return new Act.Expand(honest());
        yield return new Act.Spend(honest());
        yield return new Act.Compare();
    }
}

using System.CommandLine;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>
/// <c>tpool mining devnet</c>: a pool on a real node on this machine, from its first block to its payouts.
/// </summary>
internal static class MiningDevnetCommand
{
    private const int MinersMost = 100;
    private const int WindowMost = 100;

    private const string Help =
        """
        Let miners mine by the rule on a real node (bcoin, regtest) on this machine, and check what must hold.

        The window fills; somebody mines alone, and somebody cheats by a satoshi; the reward halves; a longer
        branch undoes blocks; coinbases mature; trees are expanded, and every leaf is spent by its owner, whom
        bitcoinjs-lib signs for. Every block is judged twice: by the node, and by this project's interpreter,
        as the node takes BIP-0119 for an operation without effect. The exit code is 0 when all holds.

        The first time bcoin is installed by npm (Node.js 20 or later), 25 MB. Nothing listens but on 127.0.0.1,
        and nothing is kept.

        Examples:
          tpool mining devnet
          tpool mining devnet --miners 8 --window 12 --seed 7
          tpool mining devnet --json
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    internal static Command Create()
    {
        Option<int> miners = Number("--miners", $"Miners, 3 to {MinersMost}; the last one cheats.", 6);
        Option<int> window = Number("--window", $"Blocks of a full window, 4 to {WindowMost}.", 8);
        var seed = new Option<ulong>("--seed")
        {
            Description = "Draws keys and finders.",
            DefaultValueFactory = static _ => 1,
            HelpName = "n",
        };
        var folder = new Option<string?>("--bcoin")
        {
            Description = "Where bcoin is installed, or is to be.",
            HelpName = "folder",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("devnet", Help) { miners, window, seed, folder, json };
        command.SetAction(async (result, _) =>
        {
            var plan = new RehearsalPlan(
                InRange("--miners", result.GetValue(miners), least: 3, MinersMost),
                InRange("--window", result.GetValue(window), least: 4, WindowMost),
                result.GetValue(seed));
            IRehearsalView view = result.GetValue(json) ? new JsonRehearsal() : new PlainRehearsal();
            return await RunAsync(
                plan, result.GetValue(folder) ?? BcoinInstallation.FolderUsual, view);
        });
        return command;
    }

    private static async Task<int> RunAsync(RehearsalPlan plan, string folder, IRehearsalView view)
    {
        using var interruption = new Interruption();
        CancellationToken cancel = interruption.Token;
        DirectoryInfo stores = Directory.CreateTempSubdirectory("tpool-mining-");
        try
        {
            BcoinInstallation installation = await BcoinInstallation.InstallAsync(folder, cancel);
            await using BcoinProcess node = await installation.StartAsync(dataFolder: null, cancel);
            RehearsalSummary summary = await RehearseAsync(
                plan, node.Access, new(installation), stores.FullName, view, cancel);
            view.Conclude(summary);
            return summary.IsGood ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        finally
        {
            stores.Delete(recursive: true);
        }
    }

    private static async Task<RehearsalSummary> RehearseAsync(
        RehearsalPlan plan,
        NodeAccess access,
        OutsideSigner signer,
        string stores,
        IRehearsalView view,
        CancellationToken cancel)
    {
        var file = new RuleFile(RehearsalPlan.Network, plan.Rule);
        FollowedPool Open(string name) =>
            new(new BitcoinNode(access, RehearsalPlan.Network, Timeout), file, Path.Combine(stores, name));
        var miners = new List<RehearsalMiner>();
        for (int i = 0; i < plan.Miners; i++)
        {
            miners.Add(await RehearsalMiner.MakeAsync(i, plan.Seed, signer, cancel));
        }

        using FollowedPool pool = Open("pool");
        int anew = 0;
        async Task<SharingState> FromScratchAsync(CancellationToken giveUp)
        {
            using FollowedPool other = Open($"anew-{anew++}");
            await other.CatchUpAsync(giveUp);
            return other.State;
        }

        var chain = new RehearsalChain(pool);
        Sequence<RehearsalMiner> all = miners.ToSequence();
        var payout = new RehearsalPayout(chain, all, signer);
        view.Say($"bcoin runs at {access.Address}; rule {plan.Rule.Identify()}, {plan.Miners} miners");
        return await new RehearsalRun(plan, chain, all, payout, FromScratchAsync, view).RunAsync(cancel);
    }

    private static int InRange(string name, int supplied, int least, int most) =>
        supplied >= least && supplied <= most
            ? supplied
            : throw new UsageException(MiningRefusals.OutOfRange(name, supplied, least, most));

    private static Option<int> Number(string name, string description, int usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        HelpName = "n",
    };
}

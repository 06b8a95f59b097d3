using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>
/// <c>tpool pool leverage</c>: what operators control for what they risk, design by design.
/// </summary>
/// <remarks>Spec: docs/spec/leverage.md.</remarks>
internal static class PoolLeverageCommand
{
    private const string Help =
        """
        Compare designs of pools: how much stake an operator controls for what it
        risks, and who pays when it attacks.

        Each row is an operator, or a coalition that acts as one, who controls so
        many validators in a pool of that design and has them slashed together.
        Prices are Ethereum's as of Fulu, to the Gwei.

          control    stake controlled / the most that the operator can lose
                     (10: each ETH at risk moves 10 ETH)
          realised   what the protocol charges / what the operator then loses
                     (1: it pays for all that it does)
          griefing   what other members lose / what the operator loses
                     (inf: it harms them for nothing)
          coverage   the part of the charge that somebody pays
          damage     three numbers: what members lose, the gap that nobody pays,
                     the stake controlled. A design can move a loss from one to
                     another: look at all three.

        Wide screens also show what the operator itself loses, and what it risks
        for each ETH controlled.

        Leverage is not constant. Ethereum charges little when few are slashed
        together, and a small collateral pays all of it; the curve shows where
        that ends.

        Designs: solo; a key shared by t of n; collateral, where nobody pays what
        is beyond it or (today) the stakers do; liquid delegation without and with
        an operator's bond; delegation with everybody slashed alike; Cardano, where
        nobody is; bonds as Rocket Pool and Lido ask them.

        Examples:
          tpool pool leverage
          tpool pool leverage --own 32 --delegated 288 --validators 10
          tpool pool leverage --ratio 2% --validators 10000 --curve coverage
          tpool pool leverage --validators 5000 --slashed 100 --json

        With --api or --data-dir it shows the funds of a running network instead,
        as their ledger stands.
        """;

    internal static Command Create()
    {
        var options = new LeverageOptions();
        var command = new Command("leverage", Help);
        foreach (Option option in options.All)
        {
            command.Options.Add(option);
        }

        var api = new ApiOptions();
        foreach (Option option in api.Reading)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) => api.IsGiven(result)
            ? await RunLiveAsync(api, result, options.IsJson(result), cancel)
            : Run(options.Read(result)));
        return command;
    }

    private static async Task<int> RunLiveAsync(
        ApiOptions api, ParseResult result, bool json, CancellationToken cancel)
    {
        using OperatorApi operatorApi = api.Open(result);
        LeverageDocument leverage = await operatorApi.LeverageAsync(cancel);
        if (json)
        {
            Console.WriteLine(LeverageDocument.Shape.ToText(leverage));
        }
        else
        {
            LiveLeverage.Write(Screens.Output(), leverage);
        }

        return ExitCode.Done;
    }

    private static int Run(LeverageRequest request)
    {
        if (request.IsJson)
        {
            Console.WriteLine(LeverageReport.Shape.ToText(LeverageReport.Of(request), indented: true));
        }
        else
        {
            Show(request);
        }

        return ExitCode.Done;
    }

    private static void Show(LeverageRequest request)
    {
        IAnsiConsole console = Screens.Output();
        var prices = new StrategyPrices(request.Network);
        Sequence<PoolDesign> designs = Designs.Compared(request.Designs);
        var strategy = new Strategy.SlashedTogether(request.Slashed);
        string of = request.Slashed == request.Validators
            ? $"{request.Validators} validators"
            : $"{request.Slashed} of {request.Validators} validators";
        console.WriteLine(
            $"{of} slashed together, of {LeverageTable.Ether(request.Network.ActiveStake)} ETH staked: "
            + $"{LeverageTable.Ether(prices.PerValidator(strategy))} ETH each");
        console.WriteLine();
        console.Write(LeverageTable.Of(
            designs,
            designs.Map(d => d.Row(request.Validators, strategy, prices)),
            console.Profile.Width));
        console.WriteLine();
        var chart = new LeverageChart(request.Curve, prices);
        console.Write(chart.Draw(designs, console.Profile.Width));
        console.WriteLine();
        console.WriteLine(PaidInFull(request, prices));
    }

    private static string PaidInFull(LeverageRequest request, StrategyPrices prices)
    {
        ulong last = LeverageCurve.LastPaidInFull(
            Designs.Collateral(request.Designs.Ratio, Protocol.Seed), prices);
        string part = LeverageTable.Percent(new(last, prices.Network.ValidatorsMax));
        return $"Collateral of {LeverageTable.Percent(request.Designs.Ratio)} pays in full for up to {last} "
            + $"validators slashed together, {part} of the stake.";
    }
}

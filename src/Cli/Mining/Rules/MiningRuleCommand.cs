using System.CommandLine;

namespace TrustlessPools.Cli.Mining.Rules;

/// <summary><c>tpool mining rule</c>: checks a rule file and shows what it comes to.</summary>
internal static class MiningRuleCommand
{
    private const string Help =
        """
        Check a pool's rule file, and print the rule with all defaults and its name.

        Whoever uses a rule with the same name is in the same pool. The file is JSON; only "network" is needed
        (main, test, testnet4, signet, regtest, bcoin-regtest):

          { "network": "main", "start": 900000, "window": { "to": 2016 } }

        All members: docs/guide/miners.md.

        Examples:
          tpool mining rule pool.json
          tpool mining rule pool.json --json
        """;

    internal static Command Create()
    {
        var path = new Argument<string>("rule") { Description = "The rule file." };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("rule", Help) { path, json };
        command.SetAction(result => Run(result.GetRequiredValue(path), result.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool isJson)
    {
        RuleFile file = RuleFile.Read(path);
        if (!isJson)
        {
            Console.WriteLine($"rule {file.Rule.Identify()} on {file.Network.Name}");
        }

        Console.WriteLine(RuleFile.Shape.ToText(file, indented: true));
        return ExitCode.Done;
    }
}

using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary>
/// <c>tpool operator bond</c>, <c>unbond</c> and <c>account</c>: an operator's own money.
/// </summary>
internal static class OperatorBondCommand
{
    internal static Command CreateBond() => Create(
        "bond",
        """
        Put money of your account up as collateral. It backs stakers' locks, and is charged first for what you do.
        In the fund of a named group it is also your consent to be a member of its pools.

        Example:
          tpool operator bond --data-dir alice --amount 1.5
        """,
        static (desk, fund, amount, cancel) => desk.BondAsync(fund, amount, cancel));

    internal static Command CreateUnbond() => Create(
        "unbond",
        """
        Ask for collateral back, out of what the fund can spare. It can still be charged until the delay is over;
        then it is paid to your account by itself.

        Example:
          tpool operator unbond --data-dir alice --amount 0.5
        """,
        static (desk, fund, amount, cancel) => desk.UnbondAsync(fund, amount, cancel));

    internal static Command CreateAccount()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "account",
            """
            Show your account: what is free, bonded and earned.

            Example:
              tpool operator account --data-dir alice
            """)
        {
            dataDir, json,
        };
        command.SetAction(async (result, cancel) =>
        {
            using var desk = new OperatorDesk(result.GetRequiredValue(dataDir));
            Show(await desk.AccountAsync(cancel), result.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Create(
        string verb,
        string help,
        Func<OperatorDesk, FundId, Gwei, CancellationToken, Task<OfferDocument>> ask)
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var amount = new Option<string>("--amount")
        {
            Description = "How much, in ETH.",
            Required = true,
            HelpName = "ETH",
        };
        var fund = new Option<uint>("--fund")
        {
            Description = "The fund; 0, that of all rotating pools, unless given.",
            HelpName = "n",
        };
        var command = new Command(verb, help) { dataDir, amount, fund, json };
        command.SetAction(async (result, cancel) =>
        {
            Gwei supplied = Arguments.Ether("--amount", result.GetRequiredValue(amount));
            var id = new FundId(result.GetValue(fund));
            using var desk = new OperatorDesk(result.GetRequiredValue(dataDir));
            OfferDocument offer = await ask(desk, id, supplied, cancel);
            AccountDocument after = await desk.AccountAsync(cancel);
            if (!result.GetValue(json))
            {
                Console.WriteLine($"Done in block {offer.Height}.");
            }

            Show(after, result.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    internal static void Show(AccountDocument account, bool json)
    {
        if (json)
        {
            Console.WriteLine(AccountDocument.Shape.ToText(account));
        }
        else
        {
            AccountTable.Write(Screens.Output(), account);
        }
    }
}

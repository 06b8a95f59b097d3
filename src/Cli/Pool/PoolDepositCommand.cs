using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>
/// <c>tpool pool deposit-data</c>: what the staker gives to the deposit contract, as committees signed it.
/// </summary>
/// <remarks>
/// In two steps, because t members could deposit first with credentials of their own: 1 ETH, and the rest
/// only after the operators have seen the validator with the staker's credentials in a finalized state.
/// </remarks>
internal static class PoolDepositCommand
{
    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        var withdrawal = new Option<string>("--withdrawal-address")
        {
            Description = "The staker's own address; deposits with another one are refused.",
            Required = true,
            HelpName = "0x…",
        };
        var command = new Command(
            "deposit-data",
            """
            Print the deposits that committees have signed, in the form of launchpads (deposit_data.json).

            Deposit 1 ETH first. The rest is signed only when a finalized state shows the validator with your credentials;
            ask again then. Everything is checked before it is printed: keys, amounts, roots, signatures, your address.
            """)
        {
            dataDir, withdrawal,
        };
        command.SetAction((result, cancel) => RunAsync(
            new OperatorFolder(result.GetRequiredValue(dataDir)),
            new WithdrawalCredentials(Arguments.WithdrawalCredentials(result.GetRequiredValue(withdrawal))),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        OperatorFolder folder, WithdrawalCredentials credentials, CancellationToken cancel)
    {
        using var api = OperatorApi.Of(folder);
        var version = new ForkVersion(
            ConfigurationFiles.ReadNetwork(folder.Network).Parameters.GenesisForkVersion);
        Sequence<SignedDeposit> deposits = (await api.DepositsAsync(cancel))
            .Where(d => d.Contents.WithdrawalCredentials == credentials).ToSequence();
        foreach (SignedDeposit deposit in deposits)
        {
            if (deposit.Verify(new DepositTerms(version, new(credentials))) is { } refusal)
            {
                throw new ConfigurationException(new(
                    "BadDeposit",
                    $"{refusal}",
                    "a deposit that the beacon chain accepts and the staker owns"));
            }
        }

        if (deposits.Count == 0)
        {
            throw new ConfigurationException(new(
                "NoDeposit",
                $"no signed deposit with {credentials}",
                "one; committees sign when their key is generated"));
        }

        Console.WriteLine(SignedDeposit.FileShape.ToText(deposits, indented: true));
        return ExitCode.Done;
    }
}

using System.CommandLine;
using TrustlessPools.Cli.Committee;
using TrustlessPools.Cli.Devnet;
using TrustlessPools.Cli.Mining;
using TrustlessPools.Cli.Network;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Pool;
using TrustlessPools.Cli.Simulate;
using TrustlessPools.Cli.Staker;
using TrustlessPools.Cli.Verify;
using TrustlessPools.Cli;

var root = new RootCommand("Pooling without a trusted operator: run it, mine with it, or study it.")
{
    DevnetCommand.Create(),
    OperatorCommand.Create(),
    NetworkCommand.Create(),
    PoolCommand.Create(),
    StakerCommand.Create(),
    MiningCommand.Create(),
    CommitteeCommand.Create(),
    VerifyCommand.Create(),
    SimulateCommand.Create(),
};
return await CommandLine.RunAsync(root, args);

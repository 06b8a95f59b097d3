using System.CommandLine;
using TrustlessPools.Cli.Simulate;

var root = new RootCommand("Pooling without a trusted operator: run it, mine with it, or study it.")
{
    SimulateCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using TrustlessPools.Benchmarks.Binding;
using TrustlessPools.Benchmarks.Ceremonies;
using TrustlessPools.Benchmarks.Chain;

return await new RootCommand("Prints the tables of benchmarks/README.md.")
{
    BindingCommand.Create(),
    CeremoniesCommand.Create(),
    ChainCommand.Create(),
}.Parse(args).InvokeAsync();

using System.CommandLine;
using TrustlessPools.Benchmarks.Binding;
using TrustlessPools.Benchmarks.Ceremonies;
using TrustlessPools.Benchmarks.Chain;
using TrustlessPools.Benchmarks.Merkleization;

return await new RootCommand("Prints the tables of benchmarks/README.md.")
{
    BindingCommand.Create(),
    CeremoniesCommand.Create(),
    ChainCommand.Create(),
    MerkleCommand.Create(),
}.Parse(args).InvokeAsync();

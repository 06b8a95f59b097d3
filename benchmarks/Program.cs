using System.CommandLine;
using TrustlessPools.Benchmarks.Binding;
using TrustlessPools.Benchmarks.Ceremonies;
using TrustlessPools.Benchmarks.Chain;
using TrustlessPools.Benchmarks.Laboratory;
using TrustlessPools.Benchmarks.Ledgers;
using TrustlessPools.Benchmarks.Merkleization;
using TrustlessPools.Benchmarks.Mining;
using TrustlessPools.Benchmarks.Payouts;
using TrustlessPools.Benchmarks.Verification;

return await new RootCommand("Prints the tables of benchmarks/README.md.")
{
    BindingCommand.Create(),
    CeremoniesCommand.Create(),
    ChainCommand.Create(),
    MerkleCommand.Create(),
    LaboratoryCommand.Create(),
    LedgerCommand.Create(),
    MiningCommand.Create(),
    PayoutsCommand.Create(),
    VerifyCommand.Create(),
}.Parse(args).InvokeAsync();

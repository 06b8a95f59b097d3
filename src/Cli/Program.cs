using TrustlessPools.Cli;

return await CommandLine.RunAsync(CommandLine.CreateRoot(), args);

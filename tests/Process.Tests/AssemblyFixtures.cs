using TrustlessPools.Testing;

[assembly: AssemblyFixture(typeof(WholeMachine))]

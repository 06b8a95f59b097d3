using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Primitives;

public sealed class InvariantTests
{
    [Fact]
    public void A_statement_that_holds_is_never_put_together()
    {
        int reads = 0;
        Invariant.Holds(true, $"Read {++reads} times.");
        Assert.Equal(0, reads);
        InvariantBrokenException broken = Assert.Throws<InvariantBrokenException>(
            () => Invariant.Holds(false, $"Read {++reads} times."));
        Assert.Equal("Invariant broken: Read 1 times.", broken.Message);
    }
}

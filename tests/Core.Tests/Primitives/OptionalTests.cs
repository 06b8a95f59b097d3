using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Primitives;

public sealed class OptionalTests
{
    [Fact]
    public void None_has_a_text_though_it_has_no_value()
    {
        Assert.Equal("(none)", default(Optional<Slot>).ToString());
        Assert.Equal("7", new Optional<Slot>(new(7)).ToString());
        Assert.Throws<InvariantBrokenException>(() => default(Optional<Slot>).Value);
    }
}

using TrustlessPools.Economics.Bonds;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Bonds;

public sealed class BondCurveTests
{
    [Fact]
    public void A_curve_begins_at_key_1()
    {
        Assert.Throws<InvariantBrokenException>(static () => new BondCurve([]));
        Assert.Throws<InvariantBrokenException>(static () => new BondCurve([new(FromKey: 2, new(1))]));
    }

    [Fact]
    public void Steps_ascend() => Assert.Throws<InvariantBrokenException>(static () =>
        new BondCurve([new(FromKey: 1, new(5)), new(FromKey: 1, new(4))]));

    [Fact]
    public void A_price_holds_from_its_key_on()
    {
        var curve = new BondCurve(
            [new(FromKey: 1, new(5)), new(FromKey: 3, new(2)), new(FromKey: 4, new(7))]);
        ulong[] bonds = [.. Enumerable.Range(0, 7).Select(k => curve.Required((ulong)k).Value)];
        Assert.Equal([0, 5, 10, 12, 19, 26, 33], bonds);
    }
}

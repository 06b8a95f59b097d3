using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.LaboratoryRunner.Reporting;

namespace TrustlessPools.LaboratoryRunner.Tests.Reporting;

public sealed class ShownTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234, "1,234")]
    [InlineData(1234.5678, "1,235")]
    [InlineData(12.345678, "12.35")]
    [InlineData(0.0123456, "0.01235")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(0.99999, "1.0000")]
    [InlineData(1.23456e-7, "1.235e-7")]
    [InlineData(5e12, "5.000e12")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Numbers_are_rounded_to_their_digits(double number, string shown) =>
        Assert.Equal(shown, Shown.Of(Cell.Of(number)));
}

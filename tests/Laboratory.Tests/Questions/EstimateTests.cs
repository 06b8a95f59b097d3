using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Laboratory.Tests.Questions;

public sealed class EstimateTests
{
    [Fact]
    public void A_sample_has_its_mean_and_unbiased_variance()
    {
        var estimate = Estimate.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(5, estimate.Mean, 12);
        Assert.Equal(32.0 / 7, estimate.Variance, 12);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), estimate.StandardError, 12);
    }

    [Fact]
    public void One_replica_has_no_variance() => Assert.Equal(0, Estimate.Of([3]).Variance);
}

namespace TrustlessPools.Testing;

/// <summary>
/// What a test needs from outside the project: skipped with the reason when absent, unless it is required.
/// </summary>
/// <remarks>The environment variable <c>TPOOL_REQUIRE=vectors,lodestar,bcoin</c> turns the named skips into
/// failures.</remarks>
public static class Requirements
{
    /// <summary>Skips or fails the running test unless <paramref name="isPresent"/>.</summary>
    /// <param name="name">The name in TPOOL_REQUIRE.</param>
    /// <param name="isPresent">Whether the test can run.</param>
    /// <param name="reason">Why it cannot, and what to do about it.</param>
    public static void Require(string name, bool isPresent, string reason)
    {
        string[] required = (Environment.GetEnvironmentVariable("TPOOL_REQUIRE") ?? string.Empty).Split(',');
        if (!isPresent && required.Contains(name, StringComparer.Ordinal))
        {
            Assert.Fail($"TPOOL_REQUIRE names '{name}', but: {reason}");
        }

        Assert.SkipUnless(isPresent, reason);
    }
}

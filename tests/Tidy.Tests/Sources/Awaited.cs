namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>
/// What documents and code name and what comes after them; every rule holds for it once it is there.
/// </summary>
internal static class Awaited
{
    internal static IReadOnlyList<string> Paths { get; } =
        ["src/DevelopmentNode", "docs/spec/development-chain.md"];

    /// <summary>True for a path that is awaited and not there yet, with or without an anchor.</summary>
    internal static bool Has(string path)
    {
        string plain = path.Split('#')[0].TrimEnd('/');
        return Paths.Contains(plain) && !Checkout.Has(plain);
    }
}

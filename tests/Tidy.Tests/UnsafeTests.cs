using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>
/// Unsafe code is in the binding's two folders, and what the product calls out of .NET too; tests may send
/// signals.
/// </summary>
public sealed partial class UnsafeTests
{
    private static readonly string[] Native = ["src/Cryptography/Native/", "src/Hashing/"];

    [Fact]
    public void Unsafe_code_and_native_calls_are_only_in_the_binding() => Checkout.AssertNone(
        from file in Checkout.Code
        where !Native.Any(n => file.Path.StartsWith(n, StringComparison.Ordinal))
        let isTest = file.Path.StartsWith("tests/", StringComparison.Ordinal)
        from Match match in Unsafe().Matches(file.Code)
        where !isTest || match.Value is "unsafe"
        select file.At(match.Index, match.Value));

    [Fact]
    public void Only_the_project_of_the_binding_allows_unsafe_code() => Assert.Equal(
        ["src/Cryptography/Cryptography.csproj", "src/Hashing/Hashing.csproj"],
        Checkout.With(".csproj", ".props", ".targets")
            .Where(static p => Checkout.ReadText(p).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Order());

    [Fact]
    public void The_binding_is_there() => Assert.All(Native, static folder =>
        Assert.Contains(Checkout.Code, f => f.Path.StartsWith(folder, StringComparison.Ordinal)
            && Unsafe().IsMatch(f.Code)));

    [GeneratedRegex(@"\bunsafe\b|\bLibraryImport\b|\bDllImport\b|\bUnmanagedCallersOnly\b")]
    private static partial Regex Unsafe();
}

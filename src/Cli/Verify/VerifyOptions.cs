using System.CommandLine;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cli.Verify;

/// <summary>What several commands about verification ask for, and how they read it.</summary>
internal static class VerifyOptions
{
    internal static Argument<string> Chain() => new("chain")
    {
        Description =
            "A file of 'tpool verify export', an operator's folder, or the http address of an operator's API.",
    };

    internal static Option<string?> Network(string description) =>
        new("--network") { Description = description, HelpName = "file" };

    internal static Option<string?> Checkpoint() => new("--checkpoint")
    {
        Description = "Begins after this block, which you trust: a file of '--save-checkpoint'.",
        HelpName = "file",
    };

    internal static Option<string?> BlockRoot(string description) =>
        new("--block-root") { Description = description, HelpName = "0x…" };

    /// <exception cref="UsageException">It is no root.</exception>
    internal static Optional<Hash32> ReadRoot(string? text)
    {
        try
        {
            return text is null ? default : new(Hash32.Parse(text));
        }
        catch (FormatException e)
        {
            throw new UsageException(
                new("BadBlockRoot", $"'{text}': {e.Message}", "0x and 64 hexadecimal digits"));
        }
    }

    /// <summary>Where a verification begins.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="file">A checkpoint's file; null for the genesis.</param>
    /// <param name="trusted">The root that the checkpoint is to have.</param>
    /// <exception cref="ConfigurationException">The checkpoint is refused.</exception>
    internal static VerifiedChain Start(ChainRules rules, string? file, Optional<Hash32> trusted)
    {
        if (file is null)
        {
            return trusted.HasValue
                ? throw new UsageException(
                    new("NoCheckpoint", "--block-root alone", "--checkpoint with it, to begin there"))
                : VerifiedChain.From(rules);
        }

        Checkpoint checkpoint = Read(
            file, ChainFiles.Checkpoint, PoolChain.Verification.Checkpoint.Ssz, "checkpoint");
        return checkpoint.Flaw(rules.Network, trusted) is { } flaw
            ? throw new ConfigurationException(flaw)
            : VerifiedChain.From(checkpoint);
    }

    /// <exception cref="ConfigurationException">The file is refused.</exception>
    internal static T Read<T>(string file, FrameLayout layout, SszType<T> type, string what)
        where T : class
    {
        (T? value, Refusal? refusal) = ChainFiles.Read(layout, type, what, File.ReadAllBytes(file));
        return value ?? throw new ConfigurationException(refusal!);
    }

    /// <summary>Opens a chain, and checks that it is of the network that one asked about.</summary>
    /// <exception cref="ConfigurationException">It is not.</exception>
    internal static async Task<ChainSource> OpenAsync(string chain, string? network, CancellationToken cancel)
    {
        ChainSource source = await ChainSource.OpenAsync(chain, cancel);
        Hash32 found = PoolChain.Genesis.NetworkGenesis.Ssz.HashTreeRoot(source.Genesis);
        Hash32 asked = network is null
            ? found
            : PoolChain.Genesis.NetworkGenesis.Ssz.HashTreeRoot(ConfigurationFiles.ReadNetwork(network));
        if (found != asked)
        {
            source.Dispose();
            throw new ConfigurationException(new("OtherNetwork", $"network {found}", $"network {asked}"));
        }

        return source;
    }
}

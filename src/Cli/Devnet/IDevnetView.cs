namespace TrustlessPools.Cli.Devnet;

/// <summary>How a devnet is shown.</summary>
internal interface IDevnetView : IAsyncDisposable
{
    /// <summary>Something happened that people should read.</summary>
    void Say(string line);

    /// <summary>Things stand otherwise than before.</summary>
    void Show(DevnetModel model);

    /// <summary>The end.</summary>
    void Conclude(DevnetSummary summary);
}

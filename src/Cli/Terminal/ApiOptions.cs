using System.CommandLine;
using TrustlessPools.Node.Configuration;

namespace TrustlessPools.Cli.Terminal;

/// <summary>Which operator is asked, and how it knows who asks.</summary>
internal sealed class ApiOptions
{
    internal const string AddressDefault = "http://127.0.0.1:5070";

    private readonly Option<string?> _api = new("--api")
    {
        Description = $"The local API of a running operator; {AddressDefault} unless given.",
        HelpName = "url",
    };

    private readonly Option<string?> _dataDir = new("--data-dir", "-d")
    {
        Description = "The operator's folder, which names its API and holds its token.",
        HelpName = "folder",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "The operator's token (api.token in its folder), if you have no access to the folder.",
        HelpName = "file",
    };

    /// <summary>For verbs that only look.</summary>
    internal IEnumerable<Option> Reading => [_api, _dataDir];

    /// <summary>For verbs that ask for something.</summary>
    internal IEnumerable<Option> Asking => [_api, _dataDir, _tokenFile];

    /// <summary>True when one of the options names an operator.</summary>
    internal bool IsGiven(ParseResult result) =>
        result.GetValue(_api) is not null || result.GetValue(_dataDir) is not null;

    /// <summary>The API that the options name.</summary>
    /// <exception cref="UsageException">An option cannot be used.</exception>
    internal OperatorApi Open(ParseResult result)
    {
        OperatorFolder? folder = result.GetValue(_dataDir) is { } path ? new(path) : null;
        string address = result.GetValue(_api)
            ?? (folder is null ? AddressDefault : ConfigurationFiles.ReadApiUrl(folder));
        return new(Arguments.Api(address), TokenOf(result) ?? folder?.ApiToken);
    }

    /// <summary>A verb that only looks has no such option.</summary>
    private string? TokenOf(ParseResult result) =>
        result.GetResult(_tokenFile) is null ? null : result.GetValue(_tokenFile);
}

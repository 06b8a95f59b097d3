using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Configuration;

namespace TrustlessPools.Cli.Staker;

/// <summary>Options that the verbs of stakers share.</summary>
internal sealed class OwnerOptions
{
    private readonly Option<string> _folder = Folder();
    private readonly Option<string?> _password = Password();

    private readonly Option<uint?> _account = new("--account")
    {
        Description = "Which of your accounts, if your key owns several.",
        HelpName = "n",
    };

    private readonly ApiOptions _api = new();
    private readonly Option<bool> _json = OperatorOptions.Json();

    internal static Option<string> Folder() => new("--folder", "-f")
    {
        Description = "Your folder, with the key of your account.",
        Required = true,
        HelpName = "folder",
    };

    internal static Option<string?> Password() => new("--password-file")
    {
        Description = "Holds the password of your key in its first line; the folder's unless given.",
        HelpName = "file",
    };

    internal static Option<uint> Pool() => new("--pool")
    {
        Description = "The pool's number; 'tpool pool list' shows them.",
        Required = true,
        HelpName = "n",
    };

    /// <summary>Adds the options of a verb that asks for something.</summary>
    internal void AddTo(Command command) =>
        Add(command, [_folder, _password, _account, .. _api.Asking, _json]);

    /// <summary>Adds the options of a verb that only looks.</summary>
    internal void AddReadingTo(Command command) =>
        Add(command, [_folder, _account, .. _api.Reading, _json]);

    internal OperatorApi OpenApi(ParseResult result) => _api.Open(result);

    internal bool IsJson(ParseResult result) => result.GetValue(_json);

    internal OwnerFolder FolderOf(ParseResult result) => new(
        result.GetRequiredValue(_folder),
        result.GetResult(_password) is null ? null : result.GetValue(_password));

    internal OwnerDesk Desk(ParseResult result, OperatorApi api)
    {
        G1Bytes key = FolderOf(result).ReadPublicKey();
        return new(api, key, result.GetValue(_account));
    }

    /// <summary>The words that a folder's option takes in a command to be run next.</summary>
    internal string Words(ParseResult result) => $"--folder {result.GetRequiredValue(_folder)}";

    private static void Add(Command command, IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }
}

using System.CommandLine;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.MiningNode.Rpc;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>Which Bitcoin node, and where what is learnt from it is kept.</summary>
internal sealed class NodeOptions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Option<string> _node = new("--node")
    {
        Description = "The node's JSON-RPC address, with user and password unless there is a cookie.",
        DefaultValueFactory = static _ => "http://127.0.0.1:8332",
        HelpName = "url",
    };

    private readonly Option<string?> _cookie = new("--cookie")
    {
        Description = "The .cookie file in the node's folder.",
        HelpName = "file",
    };

    internal IEnumerable<Option> All => [_node, _cookie];

    /// <summary>The node; nothing is asked yet.</summary>
    /// <exception cref="UsageException">The address is none.</exception>
    internal BitcoinNode Open(ParseResult result, BitcoinNetwork network)
    {
        string text = result.GetRequiredValue(_node);
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException(MiningRefusals.BadNodeAddress(text));
        }

        NodeAccess access = result.GetValue(_cookie) is { } cookie
            ? NodeAccess.FromCookie(address, cookie)
            : NodeAccess.From(address);
        return new(access, network, Timeout);
    }

    internal static Option<string> DataDir() => new("--data-dir", "-d")
    {
        Description = "The folder where what was followed of the chain is kept.",
        Required = true,
        HelpName = "folder",
    };
}

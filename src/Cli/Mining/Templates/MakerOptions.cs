using System.CommandLine;
using System.Security.Cryptography;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Mining.Templates;

namespace TrustlessPools.Cli.Mining.Templates;

/// <summary>Whom a block that is made pays, and what is in it beside that.</summary>
internal sealed class MakerOptions
{
    private const int ExtraSize = 8;

    private readonly Option<string> _to = new("--to")
    {
        Description = "The finder's address: the block and later ones pay there.",
        Required = true,
        HelpName = "address",
    };

    private readonly Option<string?> _extra = new("--extra")
    {
        Description = "Bytes behind the pool's mark, so that blocks differ; random unless given.",
        HelpName = "hex",
    };

    private readonly Option<bool> _active = new("--bip119-active")
    {
        Description = "The node enforces BIP-0119: permits trees on test networks. Never on mainnet.",
    };

    internal IEnumerable<Option> All => [_to, _extra, _active];

    /// <exception cref="UsageException">The address or the bytes are none.</exception>
    internal BlockMaker Read(ParseResult result, BitcoinNetwork network) => new(
        network,
        result.GetValue(_active),
        MiningOptions.ReadScript(result.GetRequiredValue(_to), network),
        new(result.GetValue(_extra) is { } hex
            ? MiningOptions.ReadHex(hex)
            : RandomNumberGenerator.GetBytes(ExtraSize)));
}

using System.CommandLine;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>The options of <c>tpool mining tree</c>.</summary>
internal sealed class TreeOptions
{
    private const int EqualMax = 100_000;

    private readonly Option<string?> _payments = new("--payments")
    {
        Description = "A file with whom to pay how much: lines of 'address,satoshi', or JSON.",
        HelpName = "file",
    };

    private readonly Option<int?> _equal = new("--equal", "-n")
    {
        Description = $"Made-up recipients instead, who get the same; up to {EqualMax}.",
        HelpName = "N",
    };

    private readonly Option<ulong> _amount = new("--amount")
    {
        Description = "What each of them gets, in satoshi.",
        DefaultValueFactory = static _ => 100_000,
        HelpName = "satoshi",
    };

    private readonly Option<string> _to = Word("--to", "Their scripts: p2tr or p2wpkh.", "p2tr");
    private readonly Option<string> _network = MiningOptions.Network(BitcoinNetwork.Regtest.Name);
    private readonly Option<string> _template = Word(
        "--template", "How outputs commit: p2wsh or bare.", "p2wsh");

    private readonly Option<string> _weights = Word(
        "--weights", "Who is near the root: equal (all alike) or amounts (who gets much).", "equal");

    private readonly Option<int?> _radix = new("--radix", "-r")
    {
        Description = "The most children of a transaction; the best one for a lone exit unless given.",
        HelpName = "r",
    };

    private readonly Option<ulong?> _fee = new("--fee")
    {
        Description = "Each transaction pays this fee, for ever; 100 unless --anchor is given.",
        HelpName = "satoshi",
    };

    private readonly Option<ulong?> _anchor = new("--anchor")
    {
        Description = "Each transaction has an anchor of this amount, 0 or 240 or more, and a child pays.",
        HelpName = "satoshi",
    };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "Writes the tree there, for 'tpool mining expand'.",
        HelpName = "file",
    };

    private readonly Option<bool> _json = Operator.OperatorOptions.Json();

    internal IEnumerable<Option> All =>
    [
        _payments, _equal, _amount, _to, _network, _template, _weights, _radix, _fee, _anchor, _out, _json,
    ];

    /// <summary>What is asked.</summary>
    /// <exception cref="UsageException">Some option cannot be used.</exception>
    internal TreeRequest Read(ParseResult result)
    {
        BitcoinNetwork network = MiningOptions.ReadNetwork(result.GetRequiredValue(_network));
        Sequence<TransactionOutput> payments = Payments(result, network);
        var plan = new TreePlan(
            OneOf(result, _template, ("p2wsh", TemplateForm.WitnessScriptHash), ("bare", TemplateForm.Bare)),
            OneOf(result, _weights, ("equal", TreeWeights.Equal), ("amounts", TreeWeights.Amounts)),
            result.GetValue(_radix) ?? 2,
            Fees(result));
        return new(
            network,
            payments,
            plan,
            IsRadixGiven: result.GetValue(_radix) is not null,
            result.GetValue(_out),
            result.GetValue(_json));
    }

    private Sequence<TransactionOutput> Payments(ParseResult result, BitcoinNetwork network)
    {
        switch ((result.GetValue(_payments), result.GetValue(_equal)))
        {
            case ({ } path, null):
                return PaymentsFile.Read(path, network);
            case (null, >= 1 and <= EqualMax and var count):
                Satoshi amount = new(result.GetValue(_amount));
                bool isTaproot = OneOf(result, _to, ("p2tr", true), ("p2wpkh", false));
                return Enumerable.Range(0, count)
                    .Select(i => new TransactionOutput(amount, MadeUp(i, isTaproot))).ToSequence();
            case (null, { } count):
                throw new UsageException(MiningRefusals.OutOfRange("--equal", count, 1, EqualMax));
            default:
                throw new UsageException(MiningRefusals.NoPayments());
        }
    }

    private FeePolicy Fees(ParseResult result) => (result.GetValue(_fee), result.GetValue(_anchor)) switch
    {
        (null, { } anchor) => new FeePolicy.ChildPays(new(anchor)),
        (var fee, null) => new FeePolicy.FixedPerNode(new(fee ?? 100)),
        _ => throw new UsageException(MiningRefusals.TwoFees()),
    };

    private static ByteString MadeUp(int number, bool isTaproot)
    {
        var hash = Hash32.Sha256(BitConverter.GetBytes(number));
        return isTaproot
            ? OutputScript.ToTaproot(hash)
            : OutputScript.ToWitnessPublicKeyHash(hash.ToArray().AsSpan(0, 20));
    }

    private static T OneOf<T>(
        ParseResult result, Option<string> option, params (string Word, T Value)[] choices)
    {
        string given = result.GetRequiredValue(option);
        foreach ((string word, T value) in choices)
        {
            if (word == given)
            {
                return value;
            }
        }

        throw new UsageException(
            MiningRefusals.BadChoice(option.Name, given, choices.Select(static c => c.Word)));
    }

    private static Option<string> Word(string name, string description, string usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        HelpName = "word",
    };
}

/// <summary>What <c>tpool mining tree</c> is asked.</summary>
/// <param name="Network">Whose addresses are shown.</param>
/// <param name="Payments">Whom the tree pays.</param>
/// <param name="Plan">How; the radix only if it is given.</param>
/// <param name="IsRadixGiven">False when the best radix is to be taken.</param>
/// <param name="Path">Where to write the tree; null for nowhere.</param>
/// <param name="IsJson">Whether a program reads the answer.</param>
internal sealed record TreeRequest(
    BitcoinNetwork Network,
    Sequence<TransactionOutput> Payments,
    TreePlan Plan,
    bool IsRadixGiven,
    string? Path,
    bool IsJson);

using System.CommandLine;
using System.Globalization;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>The pool that somebody wants to make.</summary>
/// <param name="DataDir">The folder of the operator who makes it.</param>
/// <param name="Seats">n.</param>
/// <param name="Threshold">t.</param>
/// <param name="Members">The named group; empty for members that are drawn.</param>
/// <param name="Fund">The group's fund, if there is one.</param>
/// <param name="Terms">On which stakers delegate to the group.</param>
/// <param name="IsJson">Whether a program reads the answer.</param>
internal sealed record PoolPlan(
    string DataDir,
    int Seats,
    int Threshold,
    Sequence<OperatorId> Members,
    uint? Fund,
    PoolTerms Terms,
    bool IsJson);

/// <summary>The options of <c>tpool pool create</c>.</summary>
internal sealed class PoolPlanOptions
{
    private readonly Option<string> _dataDir = OperatorOptions.DataDir();
    private readonly Option<bool> _json = OperatorOptions.Json();

    private readonly Option<int> _seats = new("--seats")
    {
        Description = "Members of each committee.",
        Required = true,
    };

    private readonly Option<int?> _threshold = new("--threshold")
    {
        Description = "Members that sign together; two thirds of the seats unless given.",
    };

    private readonly Option<string?> _members = new("--members")
    {
        Description = "A file with the numbers of a named group's operators; without it members are drawn.",
        HelpName = "file",
    };

    private readonly Option<uint?> _fund = new("--fund")
    {
        Description = "The group's fund, if it is not the last one that you opened.",
        HelpName = "n",
    };

    private readonly Option<string> _margin = new("--margin")
    {
        Description = "The leader's part of the group's rewards.",
        DefaultValueFactory = static _ => "5%",
        HelpName = "share",
    };

    private readonly Option<string> _pledge = new("--pledge")
    {
        Description = "What the leader promises to stake in the pool itself; if it does not, nobody earns.",
        DefaultValueFactory = static _ => "0",
        HelpName = "ETH",
    };

    private readonly Option<string> _cost = new("--cost")
    {
        Description = "What the leader takes of the group's reward first, in each reward epoch.",
        DefaultValueFactory = static _ => "0",
        HelpName = "ETH",
    };

    internal IEnumerable<Option> All =>
        [_dataDir, _seats, _threshold, _members, _fund, _margin, _pledge, _cost, _json];

    /// <summary>What is asked.</summary>
    /// <exception cref="UsageException">Some option cannot be used.</exception>
    internal PoolPlan Read(ParseResult result)
    {
        int seats = result.GetValue(_seats);
        return new(
            result.GetRequiredValue(_dataDir),
            seats,
            result.GetValue(_threshold) ?? Quorum.Of(seats),
            result.GetValue(_members) is { } path ? ReadMembers(path, seats) : [],
            result.GetValue(_fund),
            new(
                Pledge: Arguments.Ether("--pledge", result.GetRequiredValue(_pledge)),
                Cost: Arguments.Ether("--cost", result.GetRequiredValue(_cost)),
                PoolTermsCommand.Millionths(result.GetRequiredValue(_margin))),
            result.GetValue(_json));
    }

    private static Sequence<OperatorId> ReadMembers(string path, int seats)
    {
        string[] words = File.ReadAllText(path).Split(
            [' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var members = new SortedSet<OperatorId>();
        foreach (string word in words)
        {
            bool isNumber = uint.TryParse(
                word, NumberStyles.None, CultureInfo.InvariantCulture, out uint number);
            if (!isNumber || !members.Add(new(number)))
            {
                throw new UsageException(new(
                    "BadMembers", $"{path}: '{word}'", "numbers of operators, each once, such as 1 2 5 7"));
            }
        }

        return members.Count == seats
            ? members.ToSequence()
            : throw new UsageException(new(
                "BadMembers", $"{path}: {members.Count} operators", $"as many as seats, {seats}"));
    }
}

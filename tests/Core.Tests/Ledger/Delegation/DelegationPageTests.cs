using System.Globalization;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>
/// The table of docs/spec/delegation.md after its marker is what the code does, to the letter. A failure
/// prints the table as it should be.
/// </summary>
public sealed class DelegationPageTests
{
    private const string Marker = "<!-- table: story -->";

    [Fact]
    public void The_story_is_told_as_it_happens()
    {
        var story = new DelegationStory();
        var rows = new List<string>
        {
            "| begins | mark: pool 0, 1 | R | alice | bob | carol | dave | reserve |",
        };
        for (int i = 0; i < 9; i++)
        {
            rows.Add(Row(story));
        }

        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "spec", "delegation.md"));
        Assert.Contains(Marker, page, StringComparison.Ordinal);
        string printed = string.Join('\n', page[page.IndexOf(Marker, StringComparison.Ordinal)..]
            .Split('\n').Skip(1).SkipWhile(static line => line.Length == 0)
            .TakeWhile(static line => line.StartsWith('|'))
            .Where(static line => !line.StartsWith("|-", StringComparison.Ordinal)));
        string told = string.Join('\n', rows);
        Assert.True(told == printed, $"The table should be:\n{told}");
    }

    private static string Row(DelegationStory story)
    {
        AccountId[] all = [story.Alice, story.Bob, story.Carol, story.Dave, TestDelegation.Reserve];
        Gwei[] before = [.. all.Select(story.Ledger.Earned)];
        story.Next();
        IEnumerable<string> stakes = story.Ledger.Delegation.Mark.Pools
            .Select(p => (p.Stake.Value / story.Ledger.Unit.Value).ToString(CultureInfo.InvariantCulture));
        IEnumerable<string> cells =
        [
            story.Ledger.Delegation.Epoch.ToString(),
            $"{string.Join(", ", stakes)} locks",
            story.Ledger.Delegation.LastRewards.ToString(),
            .. all.Select((a, i) => (story.Ledger.Earned(a) - before[i]).ToString()),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }
}

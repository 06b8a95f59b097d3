using System.Globalization;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>A list of payments as people write it.</summary>
/// <remarks>
/// JSON: <c>[{"to": "bc1…", "amount": 1000}, …]</c>. Else a line each, <c>bc1…,1000</c>; empty lines and what
/// follows a # are skipped. Amounts are satoshi; instead of an address, a script behind <c>0x</c>.
/// </remarks>
internal static class PaymentsFile
{
    private static readonly JsonShape<Sequence<Line>> Lines = JsonShapes.List(JsonObject.Of<Line>()
        .Member("to", JsonShapes.Text, static x => x.To)
        .Member("amount", Shapes.Amount, static x => x.Amount)
        .Build(static m => new(m.Take<string>(), m.Take<Satoshi>())));

    /// <summary>Reads a list; its order is kept.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static Sequence<TransactionOutput> Read(string path, BitcoinNetwork network)
    {
        string text = File.ReadAllText(path);
        bool isJson = text.AsSpan().TrimStart() is ['[', ..];
        Sequence<Line> lines = isJson ? ReadJson(path, text) : ReadLines(path, text);
        return lines.Map(l => new TransactionOutput(l.Amount, MiningOptions.ReadScript(l.To, network)));
    }

    private static Sequence<Line> ReadJson(string path, string text) =>
        Lines.TryParse(text, out Sequence<Line> lines, out string? flaw)
            ? lines
            : throw Bad($"{path}: {flaw}");

    private static Sequence<Line> ReadLines(string path, string text)
    {
        var lines = new List<Line>();
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string said = line.Split('#')[0].Trim();
            if (said.Length == 0)
            {
                continue;
            }

            string[] parts = said.Split(',', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !IsNumber(parts[1], out ulong amount))
            {
                throw Bad($"{path}, line {number}: '{said}'");
            }

            lines.Add(new(parts[0], new(amount)));
        }

        return lines.ToSequence();
    }

    private static bool IsNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static UsageException Bad(string supplied) => new(MiningRefusals.BadPayments(supplied));

    private sealed record Line(string To, Satoshi Amount);
}

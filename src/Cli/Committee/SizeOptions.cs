using System.CommandLine;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Committee;

/// <summary>The options of <c>tpool committee size</c>, and what they come to.</summary>
internal sealed class SizeOptions
{
    private const string DefaultTakeOver = "1e-6";
    private const string DefaultPermanentStall = "1e-3";

    private readonly Option<string[]> _seats = new("--seats", "-n")
    {
        Description = "Members of a committee, 1 to 2048; several give several rows.",
        HelpName = "n",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _threshold = new("--threshold", "-t")
    {
        Description = "Members that sign together, 1 to n; the quorum ceil(2n/3) unless given.",
        HelpName = "t",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _operators = new("--operators")
    {
        Description = "Operators of the network. The faulty are then counted, not shares; without it the "
            + "network is so large that a draw does not change the shares.",
        HelpName = "N",
    };

    private readonly Option<string> _adversary = Share(
        "--adversary", "Adversarial operators: a share (1/3, 0.2, 20%), or a number with --operators.");

    private readonly Option<string> _dead = Share("--dead", "Operators that are silent for ever, likewise.");
    private readonly Option<string> _offline = Share("--offline", "Operators that are away and come back.");

    private readonly Option<string> _draws = new("--draws-per-year")
    {
        Description = "Draws of a pool in a year; 365 unless given.",
        HelpName = "d",
    };

    private readonly Option<string> _rotation = new("--rotate-every")
    {
        Description = "The length of a term instead: 384s, 6.4min, 12h, 1d, 1w.",
        HelpName = "time",
    };

    private readonly Option<string> _takeOver = Bound(
        "--max-takeover", $"Bound on a take-over within a year; {DefaultTakeOver} when searching.");

    private readonly Option<string> _permanentStall = Bound(
        "--max-permanent-stall", $"Likewise on a permanent stall; {DefaultPermanentStall} when searching.");

    private readonly Option<string> _equivocation = Bound(
        "--max-equivocation", "Likewise on an equivocation; no bound unless given.");

    private readonly Option<bool> _anyThreshold = new("--any-threshold")
    {
        Description = "Searches for the best threshold, too; otherwise it is the quorum.",
    };

    private readonly Option<string> _seatsMax = new("--max-seats")
    {
        Description = "The largest committee that is searched; 512 unless given.",
        HelpName = "n",
    };

    private readonly Option<string> _digits = new("--digits")
    {
        Description = "Significant digits of each number, 1 to 50; 3 unless given.",
        HelpName = "k",
    };

    private readonly Option<bool> _json = Operator.OperatorOptions.Json();

    internal IEnumerable<Option> All =>
    [
        _seats,
        _threshold,
        _operators,
        _adversary,
        _dead,
        _offline,
        _draws,
        _rotation,
        _takeOver,
        _permanentStall,
        _equivocation,
        _anyThreshold,
        _seatsMax,
        _digits,
        _json,
    ];

    /// <summary>What is asked.</summary>
    /// <exception cref="UsageException">Some option cannot be used.</exception>
    internal SizeRequest Read(ParseResult result)
    {
        int[] seats = [
            .. (result.GetValue(_seats) ?? []).Select(static s => SizeArguments.Whole("--seats", s))];
        int[] thresholds =
            [.. (result.GetValue(_threshold) ?? []).Select(static t =>
                SizeArguments.Whole("--threshold", t))];
        if (seats.Length == 0 && thresholds.Length > 0)
        {
            throw new UsageException(new("ThresholdWithoutSeats", "--threshold alone", "--seats beside it"));
        }

        OperatorPopulation population = Population(result);
        int draws = Draws(result);
        return new(
            population,
            draws,
            [.. seats.SelectMany(n => ShapesOf(n, thresholds))],
            IsSearch(result, seats) ? new(Search(result, population, draws)) : default,
            Digits(result),
            result.GetValue(_json));
    }

    private static IEnumerable<CommitteeShape> ShapesOf(int seats, int[] thresholds) => thresholds.Length == 0
        ? [CommitteeShape.WithQuorum(seats)]
        : thresholds.Select(t => new CommitteeShape(Seats: seats, Threshold: t));

    private bool IsSearch(ParseResult result, int[] seats) =>
        seats.Length == 0
        || new[] { _takeOver, _permanentStall, _equivocation }.Any(o => result.GetValue(o) is not null);

    private OperatorPopulation Population(ParseResult result)
    {
        (string? adversary, string? dead, string? offline) =
            (result.GetValue(_adversary), result.GetValue(_dead), result.GetValue(_offline));
        if (result.GetValue(_operators) is not { } operators)
        {
            return new OperatorPopulation.Unbounded
            {
                Adversarial = adversary is null ? new(1, 5) : SizeArguments.Share("--adversary", adversary),
                Dead = dead is null ? default : SizeArguments.Share("--dead", dead),
                Offline = offline is null ? default : SizeArguments.Share("--offline", offline),
            };
        }

        int all = SizeArguments.Whole("--operators", operators);
        return new OperatorPopulation.Finite
        {
            Operators = all,
            Adversarial = adversary is null ? all / 5 : SizeArguments.Whole("--adversary", adversary),
            Dead = dead is null ? 0 : SizeArguments.Whole("--dead", dead),
            Offline = offline is null ? 0 : SizeArguments.Whole("--offline", offline),
        };
    }

    private int Draws(ParseResult result) => (result.GetValue(_draws), result.GetValue(_rotation)) switch
    {
        (null, null) => 365,
        ({ } draws, null) => SizeArguments.Whole("--draws-per-year", draws),
        (null, { } period) => SizeArguments.DrawsPerYear("--rotate-every", period),
        _ => throw new UsageException(
            new("TwoRotations", "--draws-per-year and --rotate-every", "one of the two")),
    };

    private SafetyQuestion Search(ParseResult result, OperatorPopulation population, int draws) => new()
    {
        Population = population,
        DrawsPerYear = draws,
        TakeOverPerYearMax = SizeArguments.Share(
            "--max-takeover", result.GetValue(_takeOver) ?? DefaultTakeOver),
        PermanentStallPerYearMax = SizeArguments.Share(
            "--max-permanent-stall", result.GetValue(_permanentStall) ?? DefaultPermanentStall),
        EquivocationPerYearMax = SizeArguments.Share(
            "--max-equivocation", result.GetValue(_equivocation) ?? "1"),
        ThresholdRule = result.GetValue(_anyThreshold) ? ThresholdRule.Free : ThresholdRule.Quorum,
        SeatsMax = result.GetValue(_seatsMax) is { } most ? SizeArguments.Whole("--max-seats", most) : 512,
    };

    private int Digits(ParseResult result)
    {
        int digits = result.GetValue(_digits) is { } text ? SizeArguments.Whole("--digits", text) : 3;
        return digits is >= 1 and <= Enclosure.DigitsShownMax
            ? digits
            : throw new UsageException(
                new("BadDigits", $"--digits {digits}", $"1 to {Enclosure.DigitsShownMax}"));
    }

    private static Option<string> Share(string name, string description) =>
        new(name) { Description = description, HelpName = "share" };

    private static Option<string> Bound(string name, string description) =>
        new(name) { Description = description, HelpName = "p" };
}

/// <summary>What <c>tpool committee size</c> is asked.</summary>
/// <param name="Population">Of whom committees are drawn.</param>
/// <param name="DrawsPerYear">Of a pool.</param>
/// <param name="Shapes">The rows of the table.</param>
/// <param name="Search">What the smallest committee is searched for, if it is.</param>
/// <param name="Digits">Significant digits of each number.</param>
/// <param name="IsJson">Whether a program reads the answer.</param>
internal sealed record SizeRequest(
    OperatorPopulation Population,
    int DrawsPerYear,
    Sequence<CommitteeShape> Shapes,
    Optional<SafetyQuestion> Search,
    int Digits,
    bool IsJson);

using System.Globalization;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Committee;

/// <summary>Reads numbers, shares and times, or tells what would be right.</summary>
internal static class SizeArguments
{
    private const int SecondsPerYear = 31_536_000;

    private static readonly (string Unit, int Seconds)[] Units =
        [("min", 60), ("s", 1), ("h", 3_600), ("d", 86_400), ("w", 604_800)];

    /// <exception cref="UsageException">It is no whole number from 0 to 2^31 - 1.</exception>
    internal static int Whole(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new UsageException(new("BadNumber", $"{option} '{text}'", "a whole number, such as 25"));

    /// <summary>A share as a fraction, a decimal or a percentage; exactly.</summary>
    /// <exception cref="UsageException">It is none, or not from 0 to 1.</exception>
    internal static Ratio Share(string option, string text)
    {
        bool isPercent = text.EndsWith('%');
        bool isRead = Ratio.TryParse(isPercent ? text[..^1] : text, out Ratio share);
        share = isPercent ? share / Ratio.FromInteger(100) : share;
        return isRead && share.Sign >= 0 && share <= Ratio.One
            ? share
            : throw new UsageException(
                new("BadShare", $"{option} '{text}'", "0 to 1, such as 1/3, 0.2, 20% or 1e-6"));
    }

    /// <summary>How many terms of a length a year has, the last one counted whole.</summary>
    /// <exception cref="UsageException">It is no time from a second to a year.</exception>
    internal static int DrawsPerYear(string option, string text)
    {
        (string unit, int seconds) = Units.FirstOrDefault(
            u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        bool isRead = Ratio.TryParse(unit is null ? null : text[..^unit.Length], out Ratio count);
        Ratio period = count * Ratio.FromInteger(seconds);
        var year = Ratio.FromInteger(SecondsPerYear);
        return isRead && period >= Ratio.One && period <= year
            ? (int)(year / period).Ceiling()
            : throw new UsageException(
                new(
                    "BadTime",
                    $"{option} '{text}'",
                    "1s to 365d, in s, min, h, d or w, such as 6.4min or 1d"));
    }

    /// <summary>
    /// A refusal of the question itself; null for an answer that there is no such committee.
    /// </summary>
    internal static Refusal? UsageOf(SizingRefusal refusal) => refusal switch
    {
        SizingRefusal.OperatorsOutOfRange r => new(
            "OperatorsOutOfRange", $"{r.Supplied} operators", $"at least {r.PermittedMin}"),
        SizingRefusal.FaultsOutOfRange r => new(
            "FaultsOutOfRange",
            $"{r.Supplied} adversarial, dead and offline together",
            $"{r.PermittedMin} to {r.PermittedMax}"),
        SizingRefusal.SeatsOutOfRange r => new(
            "SeatsOutOfRange", $"{r.Supplied} seats", $"{r.PermittedMin} to {r.PermittedMax}"),
        SizingRefusal.ThresholdOutOfRange r => new(
            "ThresholdOutOfRange", $"a threshold of {r.Supplied}", $"{r.PermittedMin} to {r.PermittedMax}"),
        SizingRefusal.DrawsOutOfRange r => new(
            "DrawsOutOfRange", $"{r.Supplied} draws a year", $"at least {r.PermittedMin}"),
        SizingRefusal.BoundOutOfRange r => new(
            "BoundOutOfRange", $"a bound of {r.Supplied}", $"{r.PermittedMin} to {r.PermittedMax}"),
        _ => null,
    };

    /// <summary>Why no committee meets the bounds, for people.</summary>
    internal static string ReasonOf(SizingRefusal refusal) => refusal switch
    {
        SizingRefusal.NoSafeCommittee r => $"all sizes up to {r.SeatsTried} break a bound",
        SizingRefusal.DealersNotMoreThanAdversaries r =>
            $"no size helps: {r.Supplied} are adversarial, and only {r.PermittedBelow} deal",
        SizingRefusal.QuorumOfDealersOutOfReach r =>
            $"no size helps: {r.Supplied} never deal, where a quorum of dealers asks for less than "
            + $"{r.PermittedBelow}; a lower threshold does (--any-threshold)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

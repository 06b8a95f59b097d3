using System.Collections.Immutable;
using System.Globalization;

namespace TrustlessPools.Node.Hosting;

/// <summary>Counts what happens in an operator, for Prometheus.</summary>
public sealed class NodeMetrics
{
    /// <summary>Upper bounds in milliseconds of the latencies' buckets.</summary>
    private static readonly ImmutableArray<int> Bounds = [
        250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 12000];

    // By which field, beside the event itself, each event is counted.
    private static readonly ImmutableSortedDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["attestation_signed"] = "pool",
        ["attestation_taken"] = "pool",
        ["attestation_rejected"] = "pool",
        ["attestation_missed"] = "pool",
        ["attempt_failed"] = "reason",
        ["signing_refused"] = "pool",
        ["input_refused"] = "reason",
        ["equivocation"] = "peer",
        ["bad_partial"] = "member",
        ["beacon_failed"] = "question",
        ["fault"] = "kind",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Event, string Label), long> _counts = [];
    private readonly long[] _latencies = new long[Bounds.Length + 1];
    private long _latencySum;

    /// <summary>Counts an event.</summary>
    internal void Count(EventDescription happened)
    {
        string label = Labels.TryGetValue(happened.Name, out string? field)
            ? $"{field}=\"{Escape(ValueOf(happened, field))}\""
            : string.Empty;
        lock (_gate)
        {
            _counts[(happened.Name, label)] = _counts.GetValueOrDefault((happened.Name, label)) + 1;
            if (happened.Name == "attestation_signed")
            {
                Observe(long.Parse(ValueOf(happened, "after_ms"), CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>The counters in Prometheus' text format.</summary>
    /// <param name="gauges">Names and values of what is measured now, not counted.</param>
    internal string ToText(IEnumerable<(string Name, string Help, long Value)> gauges)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine("# HELP tpool_events_total What happened in this operator since it was started.");
        text.WriteLine("# TYPE tpool_events_total counter");
        lock (_gate)
        {
            foreach (((string name, string label), long count) in _counts)
            {
                string labels = label.Length > 0 ? $",{label}" : string.Empty;
                text.WriteLine($"tpool_events_total{{event=\"{name}\"{labels}}} {count}");
            }

            WriteLatencies(text);
        }

        foreach ((string name, string help, long value) in gauges)
        {
            text.WriteLine($"# HELP {name} {help}");
            text.WriteLine($"# TYPE {name} gauge");
            text.WriteLine($"{name} {value}");
        }

        return text.ToString();
    }

    private void Observe(long milliseconds)
    {
        int bucket = 0;
        while (bucket < Bounds.Length && milliseconds > Bounds[bucket])
        {
            bucket++;
        }

        _latencies[bucket]++;
        _latencySum += milliseconds;
    }

    private void WriteLatencies(StringWriter text)
    {
        const string name = "tpool_attestation_signed_milliseconds";
        text.WriteLine($"# HELP {name} From the slot's start to the committee's signature.");
        text.WriteLine($"# TYPE {name} histogram");
        long count = 0;
        for (int i = 0; i <= Bounds.Length; i++)
        {
            count += _latencies[i];
            string bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.WriteLine($"{name}_bucket{{le=\"{bound}\"}} {count}");
        }

        text.WriteLine($"{name}_sum {_latencySum}");
        text.WriteLine($"{name}_count {count}");
    }

    private static string ValueOf(EventDescription happened, string field) =>
        happened.Fields.First(f => f.Key == field).Value;

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}

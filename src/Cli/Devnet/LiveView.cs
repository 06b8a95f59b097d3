using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>The devnet as a picture that changes, for people at a terminal.</summary>
internal sealed class LiveView : IDevnetView
{
    private const int LinesMax = 10;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Queue<string> _lines = [];
    private readonly IAnsiConsole _console = Screens.Output();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly Task _drawing;
    private DevnetModel _model = new();

    /// <summary>Begins to draw.</summary>
    internal LiveView() => _drawing = _console
        .Live(new Text(string.Empty))
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(DrawAsync);

    public void Say(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:F0} s  {line}"));
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }
        }
    }

    public void Show(DevnetModel model)
    {
        lock (_gate)
        {
            _model = model;
        }
    }

    public void Conclude(DevnetSummary summary)
    {
        EndAsync().GetAwaiter().GetResult();
        foreach (string line in SummaryText.Lines(summary))
        {
            _console.WriteLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task EndAsync()
    {
        if (!_ending.IsCancellationRequested)
        {
            await _ending.CancelAsync();
        }

        await _drawing;
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        while (!_ending.IsCancellationRequested)
        {
            context.UpdateTarget(Picture());
            await Task.Delay(Refresh, _ending.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        context.UpdateTarget(Picture());
    }

    private Rows Picture()
    {
        lock (_gate)
        {
            return new(
                Header(_model.Status),
                PoolTable(_model.Pools, _model.Status?.Slot ?? default),
                _model.Money is { } money ? MoneyRow(money) : Text.Empty,
                new Panel(new Text(string.Join('\n', _lines))).Header("what happened").RoundedBorder()
                    .Expand());
        }
    }

    private Markup Header(NodeStatus? status)
    {
        string elapsed = string.Create(
            CultureInfo.InvariantCulture, $"[dim]{Stopwatch.GetElapsedTime(_began).TotalSeconds:F0} s[/]");
        if (status is null)
        {
            return new($"[bold]tpool devnet[/]  {elapsed}  operators are starting …");
        }

        int connected = 1 + status.Peers.Count(static p => p.IsConnected);
        string slot = status.Slot.TryGet(out Slot now) && status.Epoch.TryGet(out Epoch epoch)
            ? $"slot [bold]{now}[/]  epoch [bold]{epoch}[/]"
            : "before the beacon chain's genesis";
        string finalized = status.FinalizedEpoch.TryGet(out Epoch final)
            ? $"finalized {final}"
            : "nothing finalized";
        return new(
            $"[bold]tpool devnet[/]  {elapsed}  {slot}  term [bold]{status.Term}[/]  {finalized}  pool chain at height "
            + $"[bold]{status.Height}[/]  {connected} of {status.Peers.Count + 1} operators connected");
    }

    private static Markup MoneyRow(MoneyStanding money)
    {
        string dead = money.Dead.TryGet(out OperatorId id)
            ? $"\n       operator {id} [red]dead[/], fined {Amounts.Ether(money.Fined)}, "
                + $"{Amounts.Ether(money.Bond)} of its bond left"
            : string.Empty;
        return new(
            $"[bold]money[/]  staker {Amounts.Ether(money.Free)} free, {Amounts.Ether(money.Locked)} locked, "
            + $"[green]{Amounts.Ether(money.Reward)}[/] earned  collateral {Amounts.Ether(money.Collateral)}, "
            + $"burned {Amounts.Ether(money.Burned)}{dead}");
    }

    private static Table PoolTable(IReadOnlyCollection<PoolProgress> pools, Optional<Slot> now)
    {
        Table table = new Table().RoundedBorder().Expand().AddColumns(
            "pool", "group key", "committee", "ceremony", "attested", "missed", "hand-overs", "earned");
        foreach (PoolProgress pool in pools)
        {
            table.AddRow(
                $"{pool.Id}",
                Key(pool),
                Committees(pool.Status, now),
                pool.Status is { } s
                    && s.Ceremony.TryGet(out CeremonyStatus? ceremony) ? PoolsTable.Ceremony(ceremony) : "-",
                $"[green]{pool.Made}[/]",
                pool.Missed == 0 ? "0" : $"[red]{pool.Missed}[/]",
                $"{pool.HandOvers}",
                pool.Earned.Epochs == 0 ? "-" : $"{pool.Earned.PerMille / 10}.{pool.Earned.PerMille % 10} %");
        }

        return table;
    }

    private static string Key(PoolProgress pool)
    {
        if (pool.GroupKey is not { } key)
        {
            return "[dim]none yet[/]";
        }

        return pool.HasKeyChanged
            ? "[red]CHANGED[/]"
            : $"{PoolsTable.ShortKey(key)}{(pool.HandOvers > 0 ? " [green]unchanged[/]" : string.Empty)}";
    }

    /// <summary>Who signs, and before a boundary who signs from it on.</summary>
    private static string Committees(PoolStatus? pool, Optional<Slot> now)
    {
        if (pool is null || !pool.Serving.TryGet(out CommitteeStatus? serving))
        {
            return "-";
        }

        string next = $"{PoolsTable.Members(serving.Members)} [dim]term {serving.Term}[/]";
        bool isAhead = now.TryGet(out Slot slot) && slot < serving.Boundary;
        return isAhead && pool.Outgoing.TryGet(out CommitteeStatus? outgoing)
            ? $"{PoolsTable.Members(outgoing.Members)}, from slot {serving.Boundary} {next}"
            : next;
    }
}

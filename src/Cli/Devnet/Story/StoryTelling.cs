using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>Tells the story while it happens: looks, says what is seen, does what comes next.</summary>
/// <param name="hands">Does it.</param>
/// <param name="say">Takes what people should read.</param>
/// <param name="show">Takes how the money stands.</param>
/// <param name="haveAllAttested">Whether a beacon node has taken a vote of every pool.</param>
internal sealed class StoryTelling(
    StoryHands hands, Action<string> say, Action<MoneyStanding> show, Func<bool> haveAllAttested)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private MoneyStory? _story;

    /// <summary>Tells it to its end.</summary>
    /// <param name="plan">What it begins with.</param>
    /// <param name="latest">When it must be over.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What is not as it must be.</returns>
    internal async Task<Sequence<string>> RunAsync(StoryPlan plan, Instant latest, CancellationToken cancel)
    {
        _story = new(plan);
        try
        {
            while (!_story.IsOver)
            {
                await GoOnAsync(latest, cancel);
            }

            return _story.Problems;
        }
        catch (Exception e) when (e is RefusedException or IOException)
        {
            return
            [
                .. _story.Problems,
                $"the money story ended where it waited for {_story.Awaits}: {e.Message}",
            ];
        }
    }

    private async Task GoOnAsync(Instant latest, CancellationToken cancel)
    {
        StorySight sight = await PatientlyAsync(
            () => hands.LookAsync(haveAllAttested(), cancel), latest, cancel);
        StoryTurn turn = _story!.On(sight);
        foreach (string line in turn.Lines)
        {
            say(line);
        }

        _story = turn.Next;
        show(MoneyStanding.Of(_story, sight));
        if (turn.Act is { } act)
        {
            await PatientlyAsync(
                async () =>
                {
                    await hands.DoAsync(act, cancel);
                    return act;
                },
                latest,
                cancel);
        }

        await Task.Delay(Pause, cancel);
    }

    /// <summary>Tries until it succeeds: a busy operator may answer late, or not at all.</summary>
    private static async Task<T> PatientlyAsync<T>(
        Func<Task<T>> work, Instant latest, CancellationToken cancel)
    {
        for (string reason = "it takes too long"; ;)
        {
            if (DevnetClock.Now() > latest)
            {
                throw new IOException(reason);
            }

            try
            {
                return await work();
            }
            catch (Exception e) when (!cancel.IsCancellationRequested
                && e is HttpRequestException or IOException or OperationCanceledException)
            {
                reason = e.Message;
                await Task.Delay(Pause, cancel);
            }
        }
    }
}

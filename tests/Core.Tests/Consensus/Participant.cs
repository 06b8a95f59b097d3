using System.Diagnostics;
using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>
/// One participant with the loop of its host: what it wants sent is signed and given back at once.
/// </summary>
internal sealed class Participant
{
    private readonly Dictionary<Hash32, string> _names = [];
    private readonly uint _self;

    /// <summary>Starts an instance, or goes on with one.</summary>
    public Participant(Committee committee, uint self, QbftDurable? durable = null)
    {
        _self = self;
        QbftSettings settings = committee.Settings(self);
        QbftTransition first = durable is null ? Qbft.Start(settings) : Qbft.Resume(settings, durable);
        State = first.State;
        foreach (string name in new[] { "A", "B", "C" })
        {
            _names[Committee.Digest(name)] = name;
        }

        Opening = Follow(first);
    }

    public QbftState State { get; private set; }

    /// <summary>What the start asked for, in words.</summary>
    public string[] Opening { get; }

    /// <summary>The envelopes that left this participant, in order, resent ones not among them.</summary>
    public List<QbftEnvelope> Sent { get; } = [];

    /// <summary>
    /// The effects of the last input, those of the own messages given back after it included.
    /// </summary>
    public List<QbftEffect> Effects { get; } = [];

    /// <summary>Applies an input and compares all that follows from it, in words.</summary>
    public Participant Then(QbftInput input, params string[] expected)
    {
        Effects.Clear();
        string[] words = Follow(Qbft.Apply(State, input));
        Assert.Equal(expected, words);
        return this;
    }

    public Participant Receives(QbftEnvelope envelope, params string[] expected) =>
        Then(new QbftInput.Received(envelope), expected);

    public Participant Receives(SignedQbftMessage signed, params string[] expected) =>
        Receives(new QbftEnvelope(signed, default, []), expected);

    public Participant Judges(string value, bool isValid, params string[] expected) =>
        Then(new QbftInput.Judged(Committee.Digest(value), isValid), expected);

    public Participant TimesOut(uint round, params string[] expected) =>
        Then(new QbftInput.TimedOut(new(round)), expected);

    public Participant IsReady(string value, params string[] expected) =>
        Then(new QbftInput.ProposalReady(Committee.Value(value)), expected);

    private string[] Follow(QbftTransition transition)
    {
        var words = new List<string>();
        State = transition.State;
        Effects.AddRange(transition.Effects);
        foreach (QbftEffect effect in transition.Effects)
        {
            words.Add(InWords(effect));
        }

        foreach (QbftEffect.Send send in transition.Effects.OfType<QbftEffect.Send>())
        {
            QbftEnvelope own = send.Signed(
                new(_self), Committee.Sign(_self, send.Message).Signature);
            Sent.Add(own);
            words.AddRange(Follow(Qbft.Apply(State, new QbftInput.Received(own))));
        }

        return [.. words];
    }

    private string InWords(QbftEffect effect) => effect switch
    {
        QbftEffect.Judge judge => $"judge {Committee.NameOf(judge.Value)}",
        QbftEffect.Send send => $"send {InWords(send.Message)}",
        QbftEffect.SendAgain again => $"again {InWords(again.Envelope.Message.Message)}",
        QbftEffect.StartTimer timer => $"timer {timer.Round}",
        QbftEffect.Decided decided => $"decided {InWords(decided.Decision)}",
        QbftEffect.SendDecided send => $"send decision to {send.To}",
        QbftEffect.Refused refused => $"refused {refused.Sender}: {refused.Reason.GetType().Name}",
        QbftEffect.Equivocated both =>
            $"{both.Sender} said {InWords(both.First.Message)} and {InWords(both.Second.Message)}",
        _ => throw new UnreachableException(),
    };

    private string InWords(QbftMessage message) => message switch
    {
        { Kind: QbftKind.RoundChange, PreparedRound.IsNone: true } => $"round change {message.Round}",
        { Kind: QbftKind.RoundChange } =>
            $"round change {message.Round} prepared {message.PreparedRound} {_names[message.PreparedDigest]}",
        _ => $"{message.Kind.ToString().ToLowerInvariant()} {message.Round} {_names[message.Digest]}",
    };

    private static string InWords(QbftDecision decision) =>
        $"{Committee.NameOf(decision.Value)} in {decision.Round} by "
        + string.Join(' ', decision.Commits.Select(static c => c.Sender.Value));
}

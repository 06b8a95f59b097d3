using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>Why a message is refused: the rule, what was supplied and what is permitted.</summary>
/// <remarks>Codes never change meaning. Spec: docs/spec/consensus.md#refusals.</remarks>
public abstract record QbftRefusal
{
    private QbftRefusal(int code) => Code = code;

    /// <summary>The number of the rule, for logs and metrics.</summary>
    public int Code { get; }

    /// <summary>The sender is no participant.</summary>
    public sealed record UnknownSender(OperatorId Supplied) : QbftRefusal(1);

    /// <summary>The message belongs to another instance.</summary>
    public sealed record OtherInstance(Hash32 Supplied, Hash32 Permitted) : QbftRefusal(2);

    /// <summary>The message names no round.</summary>
    public sealed record NoRound() : QbftRefusal(3);

    /// <summary>
    /// A field is set that the kind leaves zero, or only one half of what was prepared is told.
    /// </summary>
    public sealed record MisplacedField(QbftKind Kind) : QbftRefusal(4);

    /// <summary>The envelope has a value where none belongs.</summary>
    public sealed record MisplacedValue(QbftKind Kind) : QbftRefusal(5);

    /// <summary>The envelope lacks the value that its message names.</summary>
    public sealed record MissingValue(QbftKind Kind) : QbftRefusal(6);

    /// <summary>The value is not the one that the message names.</summary>
    public sealed record OtherDigest(Hash32 Supplied, Hash32 Permitted) : QbftRefusal(7);

    /// <summary>The proposer does not lead the round.</summary>
    public sealed record NotTheLeader(OperatorId Supplied, OperatorId Permitted) : QbftRefusal(8);

    /// <summary>The envelope has a justification where none belongs.</summary>
    public sealed record MisplacedJustification(QbftKind Kind) : QbftRefusal(9);

    /// <summary>The justification has more messages than two of every participant.</summary>
    public sealed record TooManyJustifications(int Supplied, int Permitted) : QbftRefusal(10);

    /// <summary>A justifying message is signed by somebody who is no participant.</summary>
    public sealed record UnknownJustifier(OperatorId Supplied) : QbftRefusal(11);

    /// <summary>A justifying message belongs to another instance.</summary>
    public sealed record OtherJustifiedInstance(Hash32 Supplied, Hash32 Permitted) : QbftRefusal(12);

    /// <summary>A justifying message has a kind, round, digest or field that does not belong there.</summary>
    public sealed record StrayJustification(QbftMessage Supplied) : QbftRefusal(13);

    /// <summary>A round change tells of a prepared round that is not below its own.</summary>
    public sealed record PreparedRoundNotBelow(Round Supplied, Round Permitted) : QbftRefusal(14);

    /// <summary>The round changes of a proposal are no quorum.</summary>
    public sealed record RoundChangesBelowQuorum(int Supplied, int Permitted) : QbftRefusal(15);

    /// <summary>The prepares behind a prepared value are no quorum.</summary>
    public sealed record PreparesBelowQuorum(int Supplied, int Permitted) : QbftRefusal(16);

    /// <summary>The commits of a decision are no quorum.</summary>
    public sealed record CommitsBelowQuorum(int Supplied, int Permitted) : QbftRefusal(17);

    /// <summary>The proposal is not the value that its round changes prepared last.</summary>
    public sealed record NotHighestPrepared(Hash32 Supplied, Hash32 Permitted) : QbftRefusal(18);

    /// <summary>
    /// A message signed with the own key that this participant did not ask for: two processes use one key, or
    /// the store went back in time.
    /// </summary>
    public sealed record NotAskedFor(QbftMessage Supplied) : QbftRefusal(19);

    /// <summary>
    /// A certificate for another value than the decided one: more participants are faulty than are tolerated.
    /// </summary>
    public sealed record ContradictsDecision(Hash32 Supplied, Hash32 Permitted) : QbftRefusal(20);
}

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>
/// Whether a message may be signed: valid, the same data as before, or not safe because of a reason.
/// </summary>
public abstract record Decision
{
    private protected Decision()
    {
    }

    /// <summary>
    /// True when the message may be signed, once the history that came with the decision is durable.
    /// </summary>
    public bool MaySign => this is not NotSafe;

    /// <summary>Nothing that was signed before forbids it; the history now has it.</summary>
    public sealed record Valid : Decision;

    /// <summary>Exactly this message was signed last; signing it again adds nothing.</summary>
    public sealed record SameData : Decision;

    /// <summary>It must not be signed; the history is as before.</summary>
    public sealed record NotSafe(SigningRefusal Reason) : Decision;
}

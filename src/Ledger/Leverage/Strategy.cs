namespace TrustlessPools.Ledger.Leverage;

/// <summary>What a coalition does with the validators that it controls.</summary>
/// <param name="Validators">N: how many take part.</param>
public abstract record Strategy(ulong Validators)
{
    /// <summary>They are slashed in one epoch, while the network goes on finalizing.</summary>
    public sealed record SlashedTogether(ulong Validators) : Strategy(Validators);

    /// <summary>They miss every vote, while the network does not finalize.</summary>
    /// <param name="Validators">How many; that the network leaks is given, whoever causes it.</param>
    /// <param name="Epochs">For how long.</param>
    public sealed record AbsentInLeak(ulong Validators, ulong Epochs) : Strategy(Validators);

    /// <summary>They miss every vote, while the network goes on finalizing.</summary>
    /// <param name="Validators">How many.</param>
    /// <param name="Epochs">For how long.</param>
    public sealed record Absent(ulong Validators, ulong Epochs) : Strategy(Validators);
}

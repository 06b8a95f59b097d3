using System.CommandLine;

namespace TrustlessPools.Cli.Staker;

/// <summary><c>tpool staker</c>: stake in pools with a key of one's own.</summary>
internal static class StakerCommand
{
    internal static Command Create() => new(
        "staker", "Stake in pools: lock and get back what only your own key can move.")
    {
        StakerInitCommand.Create(),
        StakerLockCommand.CreateLock(),
        StakerLockCommand.CreateDelegate(),
        StakerUnlockCommand.CreateUnlock(),
        StakerUnlockCommand.CreateUndelegate(),
        StakerStatusCommand.Create(),
        StakerProveCommand.Create(),
        StakerCollectCommand.CreateCollect(),
        StakerCollectCommand.CreateWithdraw(),
        StakerCredentialsCommand.Create(),
        StakerExitCommand.Create(),
    };
}

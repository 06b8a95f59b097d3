using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;

namespace TrustlessPools.Cli.Staker;

/// <summary>
/// <c>tpool staker lock</c> and <c>tpool staker delegate</c>: lock one unit behind a pool.
/// </summary>
internal static class StakerLockCommand
{
    internal static Command CreateLock() => Create(
        "lock",
        """
        Lock one unit (32 ETH) behind a pool whose members are drawn. All such pools share one fund: collateral
        of all operators stands behind your lock, and the first key of the fund that is free is put under it.

        Example:
          tpool staker lock --folder ada --pool 1 --data-dir alice
        """,
        PoolDocument.Rotating);

    internal static Command CreateDelegate() => Create(
        "delegate",
        """
        Lock one unit (32 ETH) in the fund of a named group, and so delegate to it. Look first what one more lock
        earns there: 'tpool pool show' tells how the reward goes down as the pool fills.

        Example:
          tpool staker delegate --folder ada --pool 4 --data-dir alice
        """,
        PoolDocument.NamedGroup);

    private static Command Create(string verb, string help, string kind)
    {
        var options = new OwnerOptions();
        Option<uint> pool = OwnerOptions.Pool();
        var command = new Command(verb, help) { pool };
        options.AddTo(command);
        command.SetAction((result, cancel) =>
            RunAsync(options, result, result.GetRequiredValue(pool), kind, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        OwnerOptions options, ParseResult result, uint number, string kind, CancellationToken cancel)
    {
        using OperatorApi api = options.OpenApi(result);
        OwnerDesk owner = options.Desk(result, api);
        PoolDocument pool = await api.PoolAsync(new(number), cancel);
        if (pool.Kind != kind)
        {
            string verb = pool.Kind == PoolDocument.Rotating ? "lock" : "delegate";
            throw new UsageException(new(
                "WrongVerb", $"pool {pool.Pool}, a {pool.Kind} pool", $"'tpool staker {verb} --pool {number}'"));
        }

        using SecretScalar secret = options.FolderOf(result).Open();
        (LockDocument made, OfferDocument offer) =
            await new StakerDesk(api, owner, secret).LockAsync(pool, cancel);
        if (options.IsJson(result))
        {
            Console.WriteLine(LockDocument.Shape.ToText(made));
            return ExitCode.Done;
        }

        Tell(pool, made, offer);
        string back = pool.Kind == PoolDocument.Rotating ? "unlock" : "undelegate";
        Console.WriteLine($"Get it back with: tpool staker {back} {options.Words(result)} --lock {made.Id}");
        return ExitCode.Done;
    }

    private static void Tell(PoolDocument pool, LockDocument made, OfferDocument offer)
    {
        IAnsiConsole console = Screens.Output();
        console.WriteLine(
            $"Locked {Amounts.Ether(pool.Unit)} as lock {made.Id}, in block {offer.Height}; it is {made.Status}.");
        if (made.IsIdle)
        {
            console.WriteLine("It waits for collateral, and earns when operators have bonded more.");
        }

        if (pool.Standing.Delegation.TryGet(out DelegationDocument? delegation))
        {
            console.WriteLine(
                $"One more lock here earned {Amounts.Ether(delegation.Now.WithOneMore)} in a reward epoch before.");
        }

        console.WriteLine(Protocols.Explain(pool.Protocol));
    }
}

using Spectre.Console;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>An account for people.</summary>
internal static class AccountTable
{
    /// <summary>Writes all that an account has.</summary>
    internal static void Write(IAnsiConsole console, AccountDocument account)
    {
        Gwei pending = account.Locks.Aggregate(default(Gwei), static (sum, l) => sum + l.Earned);
        string who = account.Operator.TryGet(out OperatorId number) ? $", operator {number}'s" : string.Empty;
        console.WriteLine($"account {account.Account}{who}, epoch {account.Now}");
        console.WriteLine($"key     {account.Key}");
        console.WriteLine(account.WithdrawalCredentials == default
            ? "stake goes to no address yet: name one with 'tpool staker credentials'"
            : $"stake goes to {account.WithdrawalCredentials}");
        console.WriteLine($"free    {Amounts.Ether(account.Free)}");
        console.WriteLine(
            $"earned  {Amounts.Ether(account.Earned)}, and {Amounts.Ether(pending)} that locks have yet to pay");
        if (account.Held.Value > 0)
        {
            console.WriteLine($"held    {Amounts.Ether(account.Held)} for bids");
        }

        if (account.Bonds.Count > 0)
        {
            console.Write(Bonds(account));
        }

        if (account.Locks.Count > 0)
        {
            console.Write(Locks(account));
        }

        console.WriteLine(Protocols.Explain(account.Protocol));
    }

    private static Table Bonds(AccountDocument account)
    {
        Table table = new Table().RoundedBorder().Title("bonds").AddColumns("fund", "staying", "leaving");
        foreach (BondDocument bond in account.Bonds)
        {
            table.AddRow($"{bond.Fund}", Amounts.Ether(bond.Staying), Amounts.Ether(bond.Leaving));
        }

        return table;
    }

    private static Table Locks(AccountDocument account)
    {
        Table table = new Table().RoundedBorder().Title("locks").AddColumns(
            "lock", "status", "pool", "withdrawable at", "earned", "loss");
        foreach (LockDocument item in account.Locks)
        {
            table.AddRow(
                $"{item.Id}",
                item.IsSlashed ? $"{item.Status}, slashed" : item.Status,
                item.Pool.TryGet(out PoolId pool) ? $"{pool}" : "-",
                item.WithdrawableAt.TryGet(out Epoch epoch) ? $"epoch {epoch}" : "-",
                Amounts.Ether(item.Earned),
                item.Loss.Value == 0 ? "-" : Amounts.Ether(item.Loss));
        }

        return table;
    }
}

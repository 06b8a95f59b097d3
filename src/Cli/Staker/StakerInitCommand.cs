using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Configuration;

namespace TrustlessPools.Cli.Staker;

/// <summary><c>tpool staker init</c>: makes the key of an account.</summary>
internal static class StakerInitCommand
{
    private static readonly JsonShape<G1Bytes> Shape = JsonObject.Of<G1Bytes>()
        .Member("key", JsonShapes.Of(G1Bytes.Ssz), static x => x)
        .Build(static m => m.Take<G1Bytes>());

    internal static Command Create()
    {
        Option<string> folder = OwnerOptions.Folder();
        Option<string?> password = OwnerOptions.Password();
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "init",
            """
            Make the key of an account on the pool chain, sealed with a password (EIP-2335).

            Give the public key that it prints to whoever makes the network, or deposit for it. The key is no validator's key;
            whoever has it can move what the account holds, but never the stake of a validator.

            Example:
              tpool staker init --folder ada
            """)
        {
            folder, password, json,
        };
        command.SetAction(result => Run(
            new OwnerFolder(result.GetRequiredValue(folder), result.GetValue(password)),
            result.GetValue(json)));
        return command;
    }

    private static int Run(OwnerFolder folder, bool json)
    {
        G1Bytes key = folder.Create();
        if (json)
        {
            Console.WriteLine(Shape.ToText(key));
            return ExitCode.Done;
        }

        Console.WriteLine($"Your key is in {folder.Keystore}, its password in {folder.Password}.");
        Console.WriteLine("Whoever has both can move your money: keep them where others do not read.");
        Console.WriteLine("Your public key, which names you on the pool chain:");
        Console.WriteLine($"  {key}");
        Console.WriteLine("When it owns an account, see it with:");
        Console.WriteLine($"  tpool staker status --folder {folder.Root}");
        return ExitCode.Done;
    }
}

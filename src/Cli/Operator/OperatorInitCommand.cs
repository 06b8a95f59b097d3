using System.CommandLine;
using System.Globalization;
using System.Net;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary><c>tpool operator init</c>: makes an operator's keys, settings and public file.</summary>
internal static class OperatorInitCommand
{
    private const string DefaultApi = "127.0.0.1:5070";

    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        var name =
            new Option<string>("--name") { Description = "Your name among operators.", Required = true };
        var address = new Option<string>("--address")
        {
            Description = "Where the other operators reach you, as host:port.",
            Required = true,
            HelpName = "host:port",
        };
        var listen = new Option<string?>("--listen")
        {
            Description =
                "Where to listen for them, if not at that port on every interface (loopback for a loopback address).",
            HelpName = "ip:port",
        };
        var api = new Option<string>("--api")
        {
            Description = "Where your own tools ask for status and metrics.",
            HelpName = "ip:port",
            DefaultValueFactory = static _ => DefaultApi,
        };
        var beaconNode = new Option<string[]>("--beacon-node")
        {
            Description = "Your beacon node. Repeat the option for nodes that stand by.",
            Required = true,
            HelpName = "url",
        };
        var passwordFile = new Option<string?>("--password-file")
        {
            Description =
                "Holds the password for your keys in its first line. Without it one is made, in the folder.",
            HelpName = "file",
        };
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "init",
            """
            Make an operator: an identity key, a TLS certificate, settings, and a public file.

            Give the public file (operator.public.json) to whoever makes the network; keep everything else to yourself.

            Example:
              tpool operator init -d alice --name Alice --address alice.example.org:9000 \
                --beacon-node http://127.0.0.1:5052
            """)
        {
            dataDir, name, address, listen, api, beaconNode, passwordFile, json,
        };
        command.SetAction(result => Run(
            new OperatorFolder(result.GetRequiredValue(dataDir)),
            new OperatorPlan(
                result.GetRequiredValue(name),
                result.GetRequiredValue(address),
                new OperatorConfiguration(
                    Arguments.Endpoint(
                        result.GetValue(listen) ?? ListenFor(result.GetRequiredValue(address))),
                    Arguments.Endpoint(result.GetRequiredValue(api)),
                    result.GetRequiredValue(beaconNode).Select(Arguments.BeaconNode).ToSequence(),
                    result.GetValue(passwordFile) is { } file ? Path.GetFullPath(file) : "password.txt")),
            result.GetValue(json)));
        return command;
    }

    private static int Run(OperatorFolder folder, OperatorPlan plan, bool json)
    {
        PublicIdentity identity = OperatorSetup.Create(folder, plan, TimeProvider.System.GetUtcNow());
        if (json)
        {
            Console.WriteLine(PublicIdentity.Ssz.ToJson(identity));
            return ExitCode.Done;
        }

        Console.WriteLine($"Operator '{identity.Name}' is in {folder.Root}.");
        Console.WriteLine($"Give this file to whoever makes the network: {folder.PublicFile}");
        if (plan.Configuration.PasswordFile == "password.txt")
        {
            Console.WriteLine(
                $"The password of your keys is in {folder.Password}. Whoever has the folder has the keys: keep a copy of "
                + "neither where others can read it.");
        }

        Console.WriteLine($"When you have the network's file, put it at {folder.Network} and run:");
        Console.WriteLine($"  tpool operator run --data-dir {folder.Root}");
        return ExitCode.Done;
    }

    private static string ListenFor(string address)
    {
        int colon = address.LastIndexOf(':');
        string host = colon < 0 ? address : address[..colon];
        string port = colon < 0 ? string.Empty : address[(colon + 1)..];
        bool isLoopback = host == "localhost"
            || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
        return string.Create(
            CultureInfo.InvariantCulture, $"{(isLoopback ? "127.0.0.1" : "0.0.0.0")}:{port}");
    }
}

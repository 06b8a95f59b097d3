using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary>
/// <c>tpool operator consent</c> and <c>register</c>: a quorum takes a further operator in.
/// </summary>
internal static class OperatorRegisterCommand
{
    internal static Command CreateConsent()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Argument<string> file = PublicFile();
        var output = new Option<string>("--out", "-o")
        {
            Description = "The file to write; give it to who registers the operator.",
            DefaultValueFactory = static _ => "consent.json",
            HelpName = "file",
        };
        var command = new Command(
            "consent",
            """
            Consent that somebody becomes an operator. Compare the key with its owner by another way first.

            Example:
              tpool operator consent erin.public.json --data-dir alice --out consent-alice.json
            """)
        {
            file, dataDir, output,
        };
        command.SetAction(result => GiveConsent(
            ConfigurationFiles.ReadPublicFile(result.GetRequiredValue(file)),
            new OperatorFolder(result.GetRequiredValue(dataDir)),
            result.GetRequiredValue(output)));
        return command;
    }

    internal static Command CreateRegister()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        Argument<string> file = PublicFile();
        var consents = new Option<string[]>("--consents")
        {
            Description = "The files of those who consent; without them the command says what is needed.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "file",
        };
        var command = new Command(
            "register",
            """
            Take a further operator into the running network, with the consent of a quorum of those who vote.

            Examples:
              tpool operator register erin.public.json --data-dir alice
              tpool operator register erin.public.json --data-dir alice --consents consent-*.json
            """)
        {
            file, dataDir, consents, json,
        };
        command.SetAction((result, cancel) => RegisterAsync(
            new Registration(
                result.GetRequiredValue(file),
                result.GetValue(consents) ?? [],
                result.GetValue(json)),
            new OperatorFolder(result.GetRequiredValue(dataDir)),
            cancel));
        return command;
    }

    private static Argument<string> PublicFile() =>
        new("file") { Description = "The public file of who wants to become an operator." };

    private static int GiveConsent(PublicIdentity identity, OperatorFolder folder, string path)
    {
        if (File.Exists(path))
        {
            throw new UsageException(new("FileExists", path, "a file that is not there yet"));
        }

        NodePlan plan = NodePlan.Read(folder);
        using OperatorKeys keys = plan.Keys;
        var consent = Consent.Give(identity, keys.Identity, plan.Rules.Network);
        File.WriteAllText(path, Consent.Shape.ToText(consent, indented: true) + "\n");
        Console.WriteLine(
            $"Operator {plan.Self} consents to '{identity.Name}' at {identity.Address}, with key");
        Console.WriteLine($"  {identity.IdentityKey}");
        Console.WriteLine($"Give this file to who registers it: {Path.GetFullPath(path)}");
        return ExitCode.Done;
    }

    private static async Task<int> RegisterAsync(
        Registration registration, OperatorFolder folder, CancellationToken cancel)
    {
        PublicIdentity identity = ConfigurationFiles.ReadPublicFile(registration.File);
        using var api = OperatorApi.Of(folder);
        NodeStatus status = await api.StatusAsync(cancel);
        if (registration.Consents.Count == 0)
        {
            Explain(registration.File, identity, status);
            return ExitCode.Done;
        }

        Consent[] consents =
            [.. registration.Consents.Select(c => Consent.Read(c, identity, status.Network))];
        OfferDocument offer = await OwnerDesk.PostAsync(api, Put(identity, consents, status), cancel);
        status = await api.StatusAsync(cancel);
        OperatorId number = status.Peers.Last(p => p.Address == identity.Address).Operator;
        Console.WriteLine(registration.IsJson
            ? OfferDocument.Shape.ToText(offer)
            : $"Block {offer.Height} holds it: '{identity.Name}' is operator {number}, and votes from the next term "
                + $"on. With the network's file it starts by: tpool operator run --data-dir … --number {number}");
        return ExitCode.Done;
    }

    private static RegisterOperator Put(
        PublicIdentity identity, IReadOnlyList<Consent> consents, NodeStatus status)
    {
        (int Place, Consent Consent)[] voting =
        [
            .. status.Voters
                .Select((voter, i) => (i, consents.FirstOrDefault(c => c.Sponsor == voter.Key)))
                .Where(static v => v.Item2 is not null)
                .Select(static v => (v.i, v.Item2!)),
        ];
        if (!Quorum.IsReached(voting.Length, status.Voters.Count))
        {
            throw new RefusedException(new(
                "TooFewConsents",
                $"{voting.Length} of operators that vote",
                $"{Quorum.Of(status.Voters.Count)} of {status.Voters.Count}"));
        }

        return new(
            identity,
            BitString.Of(status.Voters.Count, [.. voting.Select(static v => v.Place)]),
            IdentitySignature.Aggregate(voting.Select(static v => v.Consent.Signature)));
    }

    private static void Explain(string file, PublicIdentity identity, NodeStatus status)
    {
        Console.WriteLine($"'{identity.Name}' at {identity.Address} wants to become an operator, with key");
        Console.WriteLine($"  {identity.IdentityKey}");
        Console.WriteLine(
            $"{Quorum.Of(status.Voters.Count)} of these operators must consent: "
            + string.Join(", ", status.Voters.Select(static v => v.Operator)));
        Console.WriteLine("Each of them compares the key with its owner, and runs:");
        Console.WriteLine($"  tpool operator consent {file} --data-dir … --out consent-….json");
        Console.WriteLine("Then run this command again, with --consents and their files.");
    }

    /// <summary>What is asked.</summary>
    private sealed record Registration(string File, IReadOnlyList<string> Consents, bool IsJson);
}

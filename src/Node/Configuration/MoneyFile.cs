using System.Text.Json;
using System.Text.Json.Nodes;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using JsonTree = System.Text.Json.Nodes.JsonObject;

namespace TrustlessPools.Node.Configuration;

/// <summary>The money that a network begins with, as its founders write it down.</summary>
/// <remarks>
/// Two members, both optional: <c>parameters</c>, an object with those that differ from
/// <see cref="MoneyParameters.Default"/> (<c>replacement</c> likewise, from its own), and
/// <c>allocations</c>, a list of keys, addresses and amounts. A name that is not known is refused: in a
/// genesis a slip of the pen would last.
/// </remarks>
public static class MoneyFile
{
    private static readonly string[] AllocationNames =
        ["key", "withdrawal_address", "withdrawal_credentials", "amount"];

    private static readonly string Replacement = ReplacementParameters.Ssz.ToJson(new());

    private static readonly string Fines = FineSchedule.Ssz.ToJson(new());

    private static readonly JsonShape<AllocationEntry> AllocationShape = Ethereum.Json.JsonObject
        .Of<AllocationEntry>()
        .Member("key", JsonShapes.Of(G1Bytes.Ssz), static x => x.Key)
        .OptionalMember("withdrawal_address", JsonShapes.Of(ExecutionAddress.Ssz), static x => x.Address)
        .OptionalMember(
            "withdrawal_credentials", JsonShapes.Of(SszTypes.Hash32), static x => x.Credentials)
        .Member("amount", JsonShapes.Of(SszTypes.Gwei), static x => x.Amount)
        .Build(static m => new(
            m.Take<G1Bytes>(),
            m.Take<Optional<ExecutionAddress>>(),
            m.Take<Optional<Hash32>>(),
            m.Take<Gwei>()));

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">It is none, or no network can begin with it.</exception>
    public static MoneyGenesis Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(ConfigurationFiles.ReadText(path));
            JsonElement root = document.RootElement;
            CheckNames(root, "the file", ["parameters", "allocations"]);
            var money = new MoneyGenesis(Parameters(root), Allocations(root));
            return money.Flaw() is { } flaw
                ? throw new ConfigurationException(
                    flaw with { Supplied = $"{path}: {flaw.Supplied}" })
                : money;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new ConfigurationException(
                new("MalformedFile", $"{path}: {e.Message}", "a file as docs/guide/stakers.md shows it"), e);
        }
    }

    /// <summary>What the file says holds, and the default for the rest.</summary>
    private static MoneyParameters Parameters(JsonElement root)
    {
        string defaults = MoneyParameters.Ssz.ToJson(MoneyParameters.Default);
        return MoneyParameters.Ssz.ParseJson(root.TryGetProperty("parameters", out JsonElement given)
            ? Overlay(defaults, given, "parameters").ToJsonString()
            : defaults);
    }

    /// <summary>An object of which only what differs from the default is given.</summary>
    private static JsonTree Overlay(string defaults, JsonElement given, string where)
    {
        JsonTree members = JsonNode.Parse(defaults)!.AsObject();
        CheckNames(given, where, members.Select(static m => m.Key).Order(StringComparer.Ordinal));
        foreach (JsonProperty property in given.EnumerateObject())
        {
            members[property.Name] = property.Name switch
            {
                "protocol" => Number((int)ProtocolOf(property.Value)),
                "seats" => Number((int)SeatsOf(property.Value)),
                "replacement" => new JsonArray(Overlay(Replacement, property.Value, property.Name)),
                "fines" => Overlay(Fines, property.Value, property.Name),
                _ => JsonNode.Parse(property.Value.GetRawText()),
            };
        }

        return members;
    }

    private static Sequence<Allocation> Allocations(JsonElement root)
    {
        if (!root.TryGetProperty("allocations", out JsonElement given))
        {
            return [];
        }

        var allocations = new List<Allocation>();
        foreach (JsonElement element in given.EnumerateArray())
        {
            CheckNames(element, $"allocation {allocations.Count}", AllocationNames);
            AllocationEntry entry = AllocationShape.Read(element);
            allocations.Add(new(entry.Key, CredentialsOf(entry), entry.Amount));
        }

        return allocations.ToSequence();
    }

    /// <summary>An operator's account, which only bonds, needs none.</summary>
    private static Hash32 CredentialsOf(AllocationEntry entry)
    {
        if (entry.Credentials.TryGet(out Hash32 credentials))
        {
            return entry.Address.HasValue
                ? throw new FormatException($"Of {entry.Key}: an address and credentials; give one of them.")
                : credentials;
        }

        return entry.Address.TryGet(out ExecutionAddress address)
            ? WithdrawalCredentials.For(address).Value
            : default;
    }

    private static Protocol ProtocolOf(JsonElement value) => value.ToString() switch
    {
        "seed" => Protocol.Seed,
        "today" => Protocol.Today,
        string other => throw new FormatException($"protocol: '{other}' is neither seed nor today."),
    };

    private static SeatRule SeatsOf(JsonElement value) => value.ToString() switch
    {
        "queue" => SeatRule.Queue,
        "auction" => SeatRule.Auction,
        string other => throw new FormatException($"seats: '{other}' is neither queue nor auction."),
    };

    private static JsonValue Number(int value) => JsonValue.Create($"{value}");

    private static void CheckNames(JsonElement element, string where, IEnumerable<string> known)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new FormatException(
                    $"{where}: '{property.Name}' is not known; known are {string.Join(", ", known)}.");
            }
        }
    }

    private sealed record AllocationEntry(
        G1Bytes Key, Optional<ExecutionAddress> Address, Optional<Hash32> Credentials, Gwei Amount);
}

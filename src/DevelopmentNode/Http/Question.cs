using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Reads the text of a parameter.</summary>
internal delegate bool ParameterReader<T>(string text, out T value);

/// <summary>What a request asks besides its body.</summary>
internal sealed class Question(HttpRequest request)
{
    /// <summary>The text of a header; empty when it is not there.</summary>
    internal string Header(string name) => request.Headers[name].ToString();

    /// <summary>
    /// All values of a parameter of the query, also those that are given in one with commas.
    /// </summary>
    internal string[] All(string name) => [.. request.Query[name]
        .SelectMany(static value => (value ?? string.Empty).Split(','))];

    /// <summary>Gets a parameter of the path or of the query.</summary>
    internal bool TryGet<T>(
        string name, ParameterReader<T> read, out T value, [NotNullWhen(false)] out BeaconError? error)
    {
        string? text = TextOf(name);
        bool isRead = read(text ?? string.Empty, out value);
        error = isRead ? null
            : Errors.BadRequest(
                text is null ? $"The parameter {name} is missing." : $"Invalid {name}: '{text}'");
        return isRead;
    }

    /// <summary>Gets a parameter of the query that may be missing.</summary>
    internal bool TryGetOptional<T>(
        string name,
        ParameterReader<T> read,
        out Optional<T> value,
        [NotNullWhen(false)] out BeaconError? error)
        where T : notnull
    {
        value = default;
        error = null;
        if (TextOf(name) is null)
        {
            return true;
        }

        bool isRead = TryGet(name, read, out T given, out error);
        value = isRead ? new(given) : default;
        return isRead;
    }

    private string? TextOf(string name) => request.RouteValues[name] as string
        ?? (request.Query.TryGetValue(name, out var values) ? values.ToString() : null);
}

/// <summary>The kinds of parameters.</summary>
internal static class ParameterReaders
{
    /// <summary>Digits of a number of 64 bits.</summary>
    internal static bool Number(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>An epoch.</summary>
    internal static bool Epoch(string text, out Epoch epoch)
    {
        bool isNumber = Number(text, out ulong value);
        epoch = new(value);
        return isNumber;
    }

    /// <summary>A slot.</summary>
    internal static bool Slot(string text, out Slot slot)
    {
        bool isNumber = Number(text, out ulong value);
        slot = new(value);
        return isNumber;
    }

    /// <summary>A root, <c>0x</c> and 64 digits.</summary>
    internal static bool Root(string text, out Hash32 root)
    {
        root = default;
        return BlockId.TryParse(text, out BlockId id) && id.TryGetRoot(out root);
    }
}

using TrustlessPools.Ethereum.BeaconApi;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>What a request is answered with: its content, or why there is none.</summary>
internal readonly struct Reply<T>
    where T : notnull
{
    private readonly T? _content;

    /// <summary>An answer.</summary>
    internal Reply(T content) => _content = content;

    /// <summary>A refusal.</summary>
    internal Reply(BeaconError error) => Error = error;

    /// <summary>Why there is no answer; null when there is one.</summary>
    internal BeaconError? Error { get; }

    /// <summary>The answer, when there is no error.</summary>
    internal T Content => _content!;

    /// <summary>The reply with another content.</summary>
    internal Reply<TOther> Map<TOther>(Func<T, TOther> function)
        where TOther : notnull => Error is null ? new(function(Content)) : new(Error);
}

/// <summary>The ways in which requests are refused.</summary>
internal static class Errors
{
    /// <summary>What every question about the chain is answered with before there is one.</summary>
    internal static BeaconError GenesisUnknown { get; } = NotFound("The genesis is not known yet.");

    /// <summary>The request itself is wrong.</summary>
    internal static BeaconError BadRequest(string message) => new(400, message, []);

    /// <summary>What is asked for is not there.</summary>
    internal static BeaconError NotFound(string message) => new(404, message, []);

    /// <summary>The chain does not take it.</summary>
    internal static BeaconError Refused(Refusal refusal) => BadRequest(refusal.ToString());
}

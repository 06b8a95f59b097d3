using Microsoft.AspNetCore.Http;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>Remembers what was answered, so that what is asked twice is done once.</summary>
/// <remarks>An answer that says to come again is not kept: then the same key may try again.</remarks>
internal sealed class IdempotencyKeys
{
    /// <summary>The most keys that are remembered; the oldest are forgotten.</summary>
    internal const int KeysMax = 1024;

    private const int LengthMax = 128;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Why a key is none, or null.</summary>
    internal static Refusal? FlawOf(string key) =>
        key.Length is 0 or > LengthMax || key.Any(static c => c is < ' ' or > '~')
            ? ApiRefusals.BadIdempotencyKey(key.Length)
            : null;

    /// <summary>Does something, unless it was done under this key.</summary>
    /// <param name="key">The client's.</param>
    /// <param name="body">The hash of what is asked.</param>
    /// <param name="act">Does it.</param>
    internal async Task<ApiAnswer> OnceAsync(string key, Hash32 body, Func<Task<ApiAnswer>> act)
    {
        Entry entry = EntryOf(key, body, act);
        if (entry.Body != body)
        {
            return ApiAnswer.Refused(
                StatusCodes.Status409Conflict, ApiRefusals.IdempotencyKeyReused(key));
        }

        ApiAnswer answer = await entry.Answer.Value;
        if (answer.Status is StatusCodes.Status429TooManyRequests
            or >= StatusCodes.Status500InternalServerError)
        {
            Forget(key, entry);
        }

        return answer;
    }

    private Entry EntryOf(string key, Hash32 body, Func<Task<ApiAnswer>> act)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out Entry? known))
            {
                return known;
            }

            while (_order.Count >= KeysMax)
            {
                _entries.Remove(_order.Dequeue());
            }

            var entry = new Entry(body, new(act));
            _entries.Add(key, entry);
            _order.Enqueue(key);
            return entry;
        }
    }

    /// <summary>The place in the order stays: the key may come again, and is then forgotten sooner.</summary>
    private void Forget(string key, Entry entry)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out Entry? known) && ReferenceEquals(known, entry))
            {
                _entries.Remove(key);
            }
        }
    }

    private sealed record Entry(Hash32 Body, Lazy<Task<ApiAnswer>> Answer);
}

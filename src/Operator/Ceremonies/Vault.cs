using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>
/// An operator's secrets of the ceremonies: what is here is on its disk too, and what is erased is on
/// neither.
/// </summary>
public sealed record Vault(ImmutableSortedDictionary<SecretName, SecretBytes> Secrets)
{
    /// <summary>No secrets.</summary>
    public static Vault Empty { get; } = new(ImmutableSortedDictionary<SecretName, SecretBytes>.Empty);

    /// <summary>A secret, or null when there is none of this name.</summary>
    public SecretBytes? Find(SecretName name) => Secrets.GetValueOrDefault(name);

    /// <summary>The key share that an attempt gave, or null; the caller disposes it.</summary>
    public SecretScalar? ShareOf(PoolId pool, Hash32 attempt)
    {
        if (Find(SecretName.Share(pool, attempt)) is not { } stored)
        {
            return null;
        }

        bool read = SecretScalar.TryFromBytes(stored.Span, out SecretScalar? share);
        Invariant.Holds(read, "A stored share is a scalar.");
        return share;
    }

    /// <summary>This vault with a secret more.</summary>
    public Vault With(SecretName name, SecretBytes secret) => new(Secrets.SetItem(name, secret));

    /// <summary>This vault without a secret, which the caller disposes.</summary>
    public Vault Without(SecretName name) => new(Secrets.Remove(name));

    public override string ToString() => $"({Secrets.Count} secrets)";
}

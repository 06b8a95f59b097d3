using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>What a stored secret is for.</summary>
public enum SecretKind
{
    /// <summary>The seed of an encryption key, of a term and attempt.</summary>
    EncryptionKey,

    /// <summary>The seed of a dealing, of a pool's attempt.</summary>
    Dealing,

    /// <summary>A key share, of a pool's attempt.</summary>
    Share,
}

/// <summary>Names a secret in memory and on disk.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Term">Of an encryption key.</param>
/// <param name="AttemptNumber">Of an encryption key.</param>
/// <param name="Pool">Of a dealing or a share.</param>
/// <param name="Attempt">The root of the attempt of a dealing or a share.</param>
public readonly record struct SecretName(
    SecretKind Kind, Term Term, int AttemptNumber, PoolId Pool, Hash32 Attempt) : IComparable<SecretName>
{
    /// <summary>The seed of the encryption key for an attempt in a term.</summary>
    public static SecretName EncryptionKey(Term term, int attempt) =>
        new(SecretKind.EncryptionKey, term, attempt, default, default);

    /// <summary>The seed of a dealing.</summary>
    public static SecretName Dealing(PoolId pool, Hash32 attempt) =>
        new(SecretKind.Dealing, default, 0, pool, attempt);

    /// <summary>A key share.</summary>
    public static SecretName Share(PoolId pool, Hash32 attempt) =>
        new(SecretKind.Share, default, 0, pool, attempt);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text names no secret: the store is damaged.</exception>
    public static SecretName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        if (parts.Length == 3)
        {
            switch (parts[0])
            {
                case "key":
                    return EncryptionKey(
                        new(ulong.Parse(parts[1], CultureInfo.InvariantCulture)),
                        int.Parse(parts[2], CultureInfo.InvariantCulture));
                case "dealing":
                    return Dealing(
                        new(uint.Parse(parts[1], CultureInfo.InvariantCulture)), Hash32.Parse(parts[2]));
                case "share":
                    return Share(
                        new(uint.Parse(parts[1], CultureInfo.InvariantCulture)), Hash32.Parse(parts[2]));
            }
        }

        throw new FormatException($"'{text}' names no secret.");
    }

    public int CompareTo(SecretName other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator <(SecretName left, SecretName right) => left.CompareTo(right) < 0;

    public static bool operator >(SecretName left, SecretName right) => left.CompareTo(right) > 0;

    public static bool operator <=(SecretName left, SecretName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SecretName left, SecretName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Kind switch
    {
        SecretKind.EncryptionKey => $"key/{Term}/{AttemptNumber}",
        SecretKind.Dealing => $"dealing/{Pool}/{Attempt}",
        SecretKind.Share => $"share/{Pool}/{Attempt}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>Verification of BLS signatures with keys in G1 and signatures in G2.</summary>
/// <remarks>
/// draft-irtf-cfrg-bls-signature, the proof-of-possession scheme. Points have been checked when they were
/// decoded, so nothing here repeats the subgroup checks. Aggregates over one message are safe only for keys
/// whose owners have proved their possession.
/// </remarks>
public static class Signatures
{
    /// <summary>Verifies one signature.</summary>
    public static bool Verify(
        G1Point key, ReadOnlySpan<byte> message, G2Point signature, DomainSeparationTag tag)
    {
        var context = new PairingContext(stackalloc byte[PairingContext.SizeFor(tag)], tag);
        return context.Add(key.Native, signature.Native, message) && context.IsValid();
    }

    /// <summary>Verifies an aggregate of signatures of all keys over one message.</summary>
    /// <param name="keys">At least one, each with a verified proof of possession.</param>
    /// <param name="message">What all of them signed.</param>
    /// <param name="aggregate">The sum of their signatures.</param>
    /// <param name="tag">The domain.</param>
    public static bool VerifyAggregate(
        ReadOnlySpan<G1Point> keys, ReadOnlySpan<byte> message, G2Point aggregate, DomainSeparationTag tag) =>
        keys.Length > 0 && G1Point.TrySum(keys, out G1Point sum) && Verify(sum, message, aggregate, tag);

    /// <summary>Verifies an aggregate of signatures, each key over a message of its own.</summary>
    public static bool VerifyAggregate(
        ReadOnlySpan<G1Point> keys,
        ReadOnlySpan<ByteString> messages,
        G2Point aggregate,
        DomainSeparationTag tag)
    {
        if (keys.Length == 0 || keys.Length != messages.Length)
        {
            return false;
        }

        var context = new PairingContext(stackalloc byte[PairingContext.SizeFor(tag)], tag);
        bool added = context.Add(keys[0].Native, aggregate.Native, messages[0].AsSpan());
        for (int i = 1; added && i < keys.Length; i++)
        {
            added = context.Add(keys[i].Native, messages[i].AsSpan());
        }

        return added && context.IsValid();
    }

    /// <summary>Verifies many signatures at once, faster than one by one.</summary>
    /// <param name="keys">The keys, each with a verified proof of possession.</param>
    /// <param name="messages">A message for each key; the more are equal, the cheaper.</param>
    /// <param name="signatures">A signature for each key.</param>
    /// <param name="tag">The domain.</param>
    /// <returns>True when all are valid; false tells nothing of which is not.</returns>
    /// <remarks>docs/spec/cryptography.md#batches.</remarks>
    public static bool VerifyBatch(
        ReadOnlySpan<G1Point> keys,
        ReadOnlySpan<ByteString> messages,
        ReadOnlySpan<G2Point> signatures,
        DomainSeparationTag tag)
    {
        if (keys.Length == 0 || keys.Length != messages.Length || keys.Length != signatures.Length)
        {
            return false;
        }

        if (keys.Length == 1)
        {
            return Verify(keys[0], messages[0].AsSpan(), signatures[0], tag);
        }

        Scalar[] weights = WeightsFor(keys, messages, signatures).ToScalars(keys.Length);
        if (!G2Point.TryCombine(signatures, weights, Weights.Bits, out G2Point aggregate))
        {
            return false;
        }

        var context = new PairingContext(stackalloc byte[PairingContext.SizeFor(tag)], tag);
        var parts = BatchParts.Of(keys, messages);
        bool added = true;
        for (int i = 0; added && i < parts.ByMessage.Count; i++)
        {
            IReadOnlyList<int> members = parts.ByMessage[i];
            ReadOnlySpan<byte> message = messages[members[0]].AsSpan();
            added = G1Point.TryCombine(
                    Pick(keys, members), Pick<Scalar>(weights, members), Weights.Bits, out G1Point sum)
                && (i == 0
                    ? context.Add(sum.Native, aggregate.Native, message)
                    : context.Add(sum.Native, message));
        }

        for (int i = 0; added && i < parts.ByKey.Count; i++)
        {
            IReadOnlyList<int> members = parts.ByKey[i];
            var points = new G2Point[members.Count];
            for (int j = 0; j < points.Length; j++)
            {
                points[j] = HashToCurve.ToG2(messages[members[j]].AsSpan(), tag);
            }

            added = G2Point.TryCombine(
                points, Pick<Scalar>(weights, members), Weights.Bits, out G2Point sum);
            if (added)
            {
                context.Add(keys[members[0]].Native, sum.Native);
            }
        }

        return added && context.IsValid();
    }

    private static T[] Pick<T>(ReadOnlySpan<T> items, IReadOnlyList<int> places)
    {
        var picked = new T[places.Count];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = items[places[i]];
        }

        return picked;
    }

    private static Weights WeightsFor(
        ReadOnlySpan<G1Point> keys, ReadOnlySpan<ByteString> messages, ReadOnlySpan<G2Point> signatures)
    {
        var transcript = new Transcript("batch verification");
        for (int i = 0; i < keys.Length; i++)
        {
            transcript.Append(keys[i]);
            transcript.Append(messages[i].AsSpan());
            transcript.Append(signatures[i]);
        }

        return transcript.ToWeights();
    }
}
